"""Dashes typed as two or three hyphens between spaces."""

import re

from papershelf.text.scan import Rule

# `A -- B`; within words both an en and an em dash may be meant, `--flag`, `x --` and longer rules are none
DASH = re.compile(r"(?<=[^-] )-{2,3}(?= [^-])")

RULES = (Rule("dash", ("--",), DASH, lambda match, _: "—" if match.group() == "---" else "–"),)
