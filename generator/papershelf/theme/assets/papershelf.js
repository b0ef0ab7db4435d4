import "./copy.js";
import "./marks.js";
import { listenForMenu } from "./menu.js";
import { keepForLater } from "./offline.js";
import { listenForScheme } from "./scheme.js";
import { listenForSearch } from "./search-box.js";

listenForMenu();
listenForScheme();
listenForSearch();
keepForLater();
