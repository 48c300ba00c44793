from hypothesis import given
from hypothesis import strategies as st

from zhanggui.catalog.rules.grams import grams_of, grams_of_term, likeness

TEXT = st.text(alphabet="花洒龙头银金AB12-", min_size=1, max_size=12)


def test_two_characters_initials_and_code_find_a_name() -> None:
    grams = set(grams_of("JR-LY-0132", "增压花洒 银"))
    for term in ("花洒", "zyhs", "jr-ly", "LY", "0132", "银", "花"):
        assert set(grams_of_term(term)) <= grams, term
    assert not set(grams_of_term("龙头")) <= grams


@given(TEXT, st.data())
def test_every_part_of_a_text_finds_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert set(grams_of_term(text[start:end])) <= set(grams_of(text))


def test_a_title_is_like_the_goods_that_it_names() -> None:
    title = frozenset(grams_of_term("【双11】青禾增压花洒淋浴喷头 银色 官方正品"))
    shower, tap = frozenset(grams_of("增压花洒 银色")), frozenset(grams_of("厨房龙头 金色"))
    assert likeness(title, shower) > 0.3 > likeness(title, tap)
