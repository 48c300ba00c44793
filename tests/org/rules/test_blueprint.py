from zhanggui.org.queries.shipped import shipped_text
from zhanggui.org.rules.blueprint import read_blueprint
from zhanggui.org.rules.outline import MOST_CHARACTERS

SOUND = """
name: Small
departments:
  - code: HOUSE
    name: House
    head: BOSS
    functions:
      - id: HOUSE.01
        text: Keep the secrets
positions:
  - code: BOSS
    name: Boss
    department: HOUSE
    duties:
      - id: BOSS.01
        text: Look after everything
        capabilities: [goods.see]
        planned: [goods.buy]
        derived: true
  - code: HAND
    name: Hand
    department: HOUSE
    superior: BOSS
"""
KNOWN = ["goods.see"]


def problems(text: str) -> list[tuple[int, str]]:
    return [(problem.line, problem.refusal.code) for problem in read_blueprint(text, KNOWN)[1]]


def changed(old: str, new: str) -> list[tuple[int, str]]:
    assert old in SOUND
    return problems(SOUND.replace(old, new, 1))


def test_sound_text_has_no_problems() -> None:
    blueprint, found = read_blueprint(SOUND, KNOWN)
    assert found == []
    assert [(p.code, p.superior) for p in blueprint.positions] == [("BOSS", ""), ("HAND", "BOSS")]
    own, general = blueprint.duties[1], blueprint.duties[0]
    assert (general.code, general.position) == ("HOUSE.01", "BOSS")
    assert (own.capabilities, own.planned, own.derived) == (("goods.see",), ("goods.buy",), True)


def test_reporting_circle_is_named_once_with_its_members() -> None:
    text = SOUND.replace("    department: HOUSE\n    duties", "    department: HOUSE\n    superior: HAND\n    duties")
    found = read_blueprint(text, KNOWN)[1]
    assert [(p.line, p.refusal.code) for p in found] == [(11, "reporting_circle")]
    assert found[0].refusal.params == {"code": "BOSS → HAND → BOSS"}


def test_position_that_reports_to_itself_is_a_circle() -> None:
    assert changed("superior: BOSS", "superior: HAND") == [(20, "reporting_circle")]


def test_department_circle() -> None:
    assert changed("    head: BOSS", "    parent: HOUSE\n    head: BOSS") == [(4, "department_circle")]


def test_unknown_names_are_told_with_their_line() -> None:
    assert changed("[goods.see]", "[goods.sea]") == [(15, "unknown_capability")]
    assert changed("superior: BOSS", "superior: BOOS") == [(20, "unknown_superior")]
    assert changed("department: HOUSE\n    superior", "department: HUOSE\n    superior") == [(20, "unknown_department")]
    assert changed("head: BOSS", "head: BOOS") == [(4, "unknown_head")]
    assert changed("    head", "    parent: ROOF\n    head") == [(4, "unknown_parent")]


def test_planned_capabilities_need_not_exist() -> None:
    assert changed("[goods.buy]", "[no.such]") == []


def test_code_used_twice() -> None:
    assert changed("code: HAND", "code: BOSS")[0] == (20, "code_twice")
    assert changed("id: BOSS.01", "id: HOUSE.01") == [(15, "code_twice")]


def test_missing_texts_and_words_that_mean_nothing() -> None:
    assert changed("        text: Keep the secrets\n", "") == [(8, "missing")]
    assert changed("    name: Boss\n", "") == [(11, "missing")]
    assert changed("planned:", "planed:") == [(18, "unknown_word")]


def test_functions_need_a_head() -> None:
    assert changed("    head: BOSS\n", "") == [(4, "no_head")]


def test_wrong_kinds_of_values() -> None:
    assert changed("derived: true", "derived: perhaps") == [(19, "not_flag")]
    assert changed("[goods.see]", "goods.see") == [(17, "not_list")]
    assert changed("name: Boss", "name: [Boss]") == [(12, "not_text")]
    assert changed("Keep the secrets", "x" * 501) == [(9, "too_long")]


def test_text_that_is_no_outline() -> None:
    assert problems("") == [(1, "not_outline")]
    assert problems("- one") == [(1, "not_outline")]
    assert problems("name: a\n  b: [") == [(2, "unreadable")]
    assert problems("[" * 5000) == [(1, "unreadable")]
    assert problems("x" * (MOST_CHARACTERS + 1)) == [(1, "too_long")]
    assert problems("name: x") == [(1, "missing"), (1, "missing")]


def test_shipped_blueprint_holds_every_sentence_of_its_document() -> None:
    blueprint, _found = read_blueprint(shipped_text(), ())
    own = [duty for duty in blueprint.duties if not duty.derived]
    assert (len(blueprint.departments), len(blueprint.positions)) == (6, 22)
    assert len(own) == 115
    assert all(duty.capabilities or duty.planned for duty in blueprint.duties)
