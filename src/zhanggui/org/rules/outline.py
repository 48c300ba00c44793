"""Reads YAML as an outline whose every entry knows its line, and collects what is wrong instead of raising."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import yaml

from zhanggui.foundation.outcome import Refusal
from zhanggui.foundation.words import _

MOST_CHARACTERS = 500_000


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a text, and in which line (from 1)."""

    line: int
    refusal: Refusal


@dataclass(frozen=True)
class Entry:
    """A mapping of the text. Reading what is missing or of another kind notes a problem once and gives a blank."""

    node: yaml.MappingNode
    problems: list[Problem] = field(repr=False)

    @property
    def line(self) -> int:
        """The line on which the entry begins."""
        return int(self.node.start_mark.line) + 1

    def text(self, name: str, *, required: bool = True, most: int = 60) -> str:
        """The words under `name`, at most `most` characters."""
        node = self._members.get(name)
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value.strip()):
            if required:
                self.refuse("missing", _("{name} is missing here"), name=name)
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self._refuse_at(node, "not_text", _("{name} must be plain text"), name=name)
            return ""
        value = str(node.value).strip()
        if len(value) > most:
            self._refuse_at(node, "too_long", _("{name} has more than {most} characters"), name=name, most=most)
        return value[:most]

    def flag(self, name: str) -> bool:
        """Whether `name` says true."""
        value = self.text(name, required=False)
        if value not in ("", "true", "false"):
            self._refuse_at(self._members[name], "not_flag", _("{name} must be true or false"), name=name)
        return value == "true"

    def words(self, name: str) -> tuple[str, ...]:
        """The list of words under `name`, empty when there is none."""
        return tuple(str(node.value) for node in self._list(name, yaml.ScalarNode, required=False))

    def entries(self, name: str, *, required: bool = True) -> list["Entry"]:
        """The list of entries under `name`."""
        nodes = self._list(name, yaml.MappingNode, required=required)
        return [Entry(node, self.problems) for node in nodes if isinstance(node, yaml.MappingNode)]

    def only(self, *names: str) -> None:
        """Note every key that is not one of `names`: most are typing errors."""
        for key, _value in self.node.value:
            if key.value not in names:
                self._refuse_at(key, "unknown_word", _("{name} means nothing here"), name=str(key.value))

    def refuse(self, code: str, message: str, **params: object) -> None:
        """Note a problem of this entry."""
        self._refuse_at(self.node, code, message, **params)

    @cached_property
    def _members(self) -> dict[str, yaml.Node]:
        return {str(key.value): value for key, value in self.node.value}

    def _list(self, name: str, kind: type[yaml.Node], *, required: bool) -> Sequence[yaml.Node]:
        node = self._members.get(name)
        if node is None:
            if required:
                self.refuse("missing", _("{name} is missing here"), name=name)
            return ()
        members = node.value if isinstance(node, yaml.SequenceNode) else ()
        if not isinstance(node, yaml.SequenceNode) or not all(isinstance(member, kind) for member in members):
            self._refuse_at(node, "not_list", _("{name} must be a list"), name=name)
            return ()
        return members

    def _refuse_at(self, node: yaml.Node, code: str, message: str, **params: object) -> None:
        problem = Problem(int(node.start_mark.line) + 1, Refusal(code, message, params))
        if problem not in self.problems:
            self.problems.append(problem)


def read_outline(text: str) -> tuple[Entry | None, list[Problem]]:
    """The outermost mapping of the text, and a list to which reading it adds problems; None when it is no outline."""
    if len(text) > MOST_CHARACTERS:
        return None, [Problem(1, Refusal("too_long", _("{name} has more than {most} characters"), _LONG))]
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        return None, [_unreadable(error)]
    if not isinstance(node, yaml.MappingNode):
        return None, [Problem(1, Refusal("not_outline", _("The text is no outline of departments and positions")))]
    problems: list[Problem] = []
    return Entry(node, problems), problems


_LONG = {"name": _("The blueprint"), "most": MOST_CHARACTERS}


def _unreadable(error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None)
    sentence = _("The text cannot be read from here on: look at indents, quotes and colons")
    return Problem(mark.line + 1 if mark else 1, Refusal("unreadable", sentence))
