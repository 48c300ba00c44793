from hypothesis import given
from hypothesis import strategies as st

from zhanggui.fulfilment.web.paper.fonts import missing_glyphs, printable, text_width
from zhanggui.fulfilment.web.paper.typesetting import clip, fit, fit_line, wrap

WORDS = st.text(alphabet="浙江省杭州市，。（）ABC 0123-", max_size=120)


@given(WORDS, st.integers(40, 200))
def test_wrapped_lines_hold_all_the_ink_within_the_width(text: str, width: int) -> None:
    lines = wrap(text, width, 10)
    assert "".join("".join(lines).split()) == "".join(text.split())
    # One hanging stop or bracket may stand over the edge.
    assert all(text_width(line[:-1], 10) <= width for line in lines)


def test_no_line_begins_with_a_stop_or_ends_with_an_opening_bracket() -> None:
    lines = wrap("请放门卫处（东门），不要打电话。" * 6, 82, 10)
    assert not any(line[0] in "，。）" or line[-1] == "（" for line in lines)


def test_phone_number_is_not_torn_apart() -> None:
    lines = wrap("收件人电话请打这个13800135678谢谢", 80, 10)
    assert any("13800135678" in line for line in lines)


def test_run_wider_than_the_line_is_broken_after_all() -> None:
    assert len(wrap("A" * 100, 50, 10)) > 5


def test_text_takes_the_largest_size_that_fits() -> None:
    assert fit("短", 100, 40, (20, 10)).size == 20
    assert fit("短" * 30, 100, 40, (20, 10)).size == 10
    assert fit("短" * 30, 100, 40, (20, 10)).cut is False


def test_text_that_fits_at_no_size_is_cut_and_says_so() -> None:
    fitted = fit("长" * 300, 100, 40, (20, 10))
    assert (fitted.cut, len(fitted.lines), fitted.lines[-1][-1]) == (True, 3, "…")
    assert text_width(fitted.lines[-1], 10) <= 100


def test_one_line_stays_one_line() -> None:
    assert fit_line("长" * 300, 100, (20, 10)).lines == ("长" * 9 + "…",)
    assert clip("长" * 30, 100, 10, 2).lines == ("长" * 10, "长" * 9 + "…")


def test_missing_glyphs_are_named_once_in_order_of_appearance() -> None:
    assert missing_glyphs("李😀明🎁😀") == "😀🎁"
    assert missing_glyphs("𬭎䶮 ABC，①㎡") == ""


def test_what_leaves_no_ink_is_not_missed() -> None:
    assert missing_glyphs("第一行\r\n第二行\u200d\ufe0f\u2028") == ""
    assert printable("第一行\r\n第二行\u200d\ufe0f") == "第一行 第二行"


def test_missing_letter_leaves_its_place_and_a_symbol_nothing() -> None:
    assert printable("李ᠠ明😀") == "李〓明"
