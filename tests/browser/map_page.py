"""What browser tests ask of the map's page."""

from playwright.sync_api import Page

SHOWN = "(e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility === 'visible'"
# A box of text is higher than its letters by a tenth above and below.
COVERING = (
    f"const shown = {SHOWN};"
    """
  const circles = [...document.querySelectorAll(".ps-map__svg circle")].filter(shown).map((circle) => ({
    x: circle.cx.baseVal.value, y: circle.cy.baseVal.value, r: parseFloat(getComputedStyle(circle).r),
  }));
  const names = [...document.querySelectorAll(".ps-map__names text")].filter(shown);
  const lettersOf = ({ x, y, width, height }) => ({ x, y: y + 0.1 * height, width, height: 0.8 * height });
  const boxes = names.map((name) => ({ name: name.textContent, box: lettersOf(name.getBBox()) }));
  const aside = (at, start, length) => Math.max(0, start - at, at - start - length);
  const onCircle = ({ box }) =>
    circles.some(({ x, y, r }) => Math.hypot(aside(x, box.x, box.width), aside(y, box.y, box.height)) < r);
  const middle = ({ x, width }) => x + width / 2;
  const meets = (one, other) => Math.abs(middle(one) - middle(other)) < (one.width + other.width) / 2
    && Math.abs(one.y - other.y) < 0.9 * Math.max(one.height, other.height);
  const onName = ({ name, box }) => boxes.some((other) => other.name !== name && meets(box, other.box));
  return boxes.filter((one) => onCircle(one) || onName(one)).map(({ name }) => name);
"""
)


def covering(page: Page) -> list[str]:
    """The names that are seen over a dot, a circle or another name."""
    return list(page.evaluate(f"() => {{ {COVERING} }}"))


def names(page: Page) -> list[str]:
    """The names that are seen."""
    script = f"all => all.filter({SHOWN}).map(e => e.textContent)"
    return list(page.locator(".ps-map__names text").evaluate_all(script))
