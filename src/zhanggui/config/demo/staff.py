"""Who works in the demonstration company. All are invented."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhanggui.foundation.actor import Actor
from zhanggui.org.operations.apply_blueprint import BlueprintText, apply_blueprint
from zhanggui.org.operations.hire_people import Newcomer, hire_people
from zhanggui.org.operations.place_people import Placement, place_people
from zhanggui.org.queries.lookups import POSITION
from zhanggui.org.queries.shipped import shipped_text

COMPANY = "青禾家居"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the demonstration: what tests call them, how they log in, and the position that they hold."""

    role: str
    username: str
    name: str
    position: str


COLLEAGUES = (
    Colleague("owner", "zhoulan", "周岚", "S1.GM"),
    Colleague("manager", "chenyifan", "陈一帆", "S1.EC_MANAGER"),
    Colleague("service_lead", "xumin", "许敏", "S1.CS_LEAD"),
    Colleague("guide", "linxiaoyu", "林小雨", "S1.GUIDE"),
    Colleague("service", "hejing", "何静", "S1.MIDSALE"),
    Colleague("after_sales", "tangwen", "唐雯", "S1.AFTER"),
    Colleague("reviewer", "shenqing", "沈青", "S1.REVIEWER"),
    Colleague("clerk", "luoyan", "罗燕", "S1.CLERK"),
    Colleague("inspector", "maqiang", "马强", "S1.QC"),
    Colleague("logistics", "gaofei", "高飞", "S1.LOGI"),
    Colleague("keeper", "dingshan", "丁山", "S1.KEEPER"),
    Colleague("picker", "wuhao", "吴昊", "S1.PICKER"),
    Colleague("packer", "sunmei", "孙梅", "S1.PACKER"),
    Colleague("editor", "yaojia", "姚佳", "S1.WEB_DESIGNER"),
    Colleague("finance", "fanglei", "方蕾", "S1.FIN"),
)


@dataclass(frozen=True, slots=True)
class Staff:
    """Person ids by role, and the passwords that were drawn, by username."""

    people: Mapping[str, int]
    passwords: Mapping[str, str]


def hire_staff(founding: Actor, colleagues: Sequence[Colleague] = COLLEAGUES) -> Staff:
    """Apply the shipped blueprint, hire everybody and put each into one position, for every shop and warehouse."""
    apply_blueprint(founding, [BlueprintText(shipped_text())], company=COMPANY)
    hired = hire_people(founding, [Newcomer(colleague.username, colleague.name) for colleague in colleagues])
    people = dict(zip([colleague.role for colleague in colleagues], hired.done, strict=True))
    positions = POSITION.by_code(founding, [colleague.position for colleague in colleagues])
    place_people(founding, [Placement(people[c.role], positions[c.position]) for c in colleagues])
    return Staff(people, hired.secrets)
