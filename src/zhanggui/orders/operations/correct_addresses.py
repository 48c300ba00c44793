"""A clerk corrects where an order goes, while that is still legal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from zhanggui.foundation.actor import Actor
from zhanggui.foundation.fields import Ref, Text
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal
from zhanggui.foundation.words import _
from zhanggui.orders.operations.check_orders import check_orders
from zhanggui.orders.operations.readdress_orders import Readdressing, readdress_orders
from zhanggui.orders.queries.orders import visible_to
from zhanggui.orders.queries.receivers import contacts_of
from zhanggui.orders.rules.sealing import Contact
from zhanggui.orders.vocabulary import ADDRESS_CHANGED, IN_HOUSE, MODIFY, Fulfilment

LEFT = Refusal("left_the_house", _("Something of it has left the house already"))
IN_WAREHOUSE = Refusal("in_warehouse", _("The parcel is being made up; take the order back to review first"))


@dataclass(frozen=True, slots=True)
class Address:
    """A receiver's new data; blank fields stay as they are."""

    order: Annotated[int, Ref(_("Order"), lookup="order")]
    name: Annotated[str, Text(_("Receiver"), most=60)] = ""
    phone: Annotated[str, Text(_("Phone"), most=30)] = ""
    province: Annotated[str, Text(_("Province"), most=20)] = ""
    city: Annotated[str, Text(_("City"), most=30)] = ""
    district: Annotated[str, Text(_("District"), most=30)] = ""
    detail: Annotated[str, Text(_("Street and number"), most=200)] = ""


@operation(needs=MODIFY, title=_("Correct address"), of="order", emits=(ADDRESS_CHANGED,), key="E", bulk=False)
def correct_addresses(actor: Actor, addresses: Sequence[Address]) -> Outcome:
    """Seal a new version of each receiver and let the rules look again; `refused` is keyed by order id."""
    wanted = {address.order: address for address in addresses}
    rows = visible_to(actor, MODIFY).filter(pk__any=list(wanted)).values_list("pk", "fulfilment", "receiver_id")
    found = {pk: (state, receiver) for pk, state, receiver in rows}
    refused = dict.fromkeys(set(wanted) - found.keys(), NOT_FOUND)
    refused |= {pk: _why_not(state) for pk, (state, _receiver) in found.items() if state not in BEFORE_RELEASE}
    fit = [pk for pk in found if pk not in refused]
    contacts = contacts_of([found[pk][1] for pk in fit if found[pk][1] is not None])
    new = [Readdressing(pk, _corrected(contacts.get(found[pk][1] or 0, Contact()), wanted[pk]), False) for pk in fit]
    done = readdress_orders(actor.delegate(), new, by_platform=False).done
    check_orders(actor.delegate(), done)
    return Outcome(done, refused)


BEFORE_RELEASE = (Fulfilment.OPEN, Fulfilment.SHORT, Fulfilment.RESERVED)


def _why_not(state: str) -> Refusal:
    return IN_WAREHOUSE if state in IN_HOUSE else LEFT


def _corrected(contact: Contact, address: Address) -> Contact:
    names = ("name", "phone", "province", "city", "district", "detail")
    given = {name: value for name in names if (value := getattr(address, name))}
    plain = replace(contact, **given, token="" if given.keys() & {"detail", "name"} else contact.token)
    masked = any("*" in value for value in (plain.name, plain.phone, plain.detail))
    return replace(plain, masked=masked, town="" if "detail" in given else contact.town)
