from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.fields import Ref, Text
from zhanggui.foundation.operation import operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome
from zhanggui.foundation.rows import copy_rows, draw_ids
from zhanggui.foundation.words import _
from zhanggui.org.models import Token
from zhanggui.org.queries.people import people_visible_to
from zhanggui.org.rules.secrets import digest_of, draw_token
from zhanggui.org.vocabulary import PERMISSIONS, TOKEN_ISSUED, WORKBENCH


@dataclass(frozen=True, slots=True)
class NewToken:
    """What a program that acts for somebody is called."""

    name: Annotated[str, Text(_("What the token is for"), most=40)]
    person: Annotated[int | None, Ref(_("Person"), lookup="person", help=_("Yourself when left blank"))] = None


@operation(needs=WORKBENCH, title=_("Issue a token"), emits=(TOKEN_ISSUED,), bulk=False)
def issue_tokens(actor: Actor, tokens: Sequence[NewToken]) -> Outcome:
    """Let programs act as oneself, or as those whose accounts one keeps.

    `secrets` holds the secret of each token id, told this once: only a digest is kept.
    """
    owners = {number: row.person or actor.person_id for number, row in enumerate(tokens, start=1)}
    allowed = _allowed(actor, {owner for owner in owners.values() if owner is not None})
    refused = {number: NOT_FOUND for number, owner in owners.items() if owner not in allowed}
    issued = [(owners[n], row.name) for n, row in enumerate(tokens, start=1) if n not in refused]
    ids, moment = draw_ids(Token, len(issued)), clock.now()
    secrets = {token_id: draw_token() for token_id in ids}
    rows = [
        (token_id, owner, name, digest_of(secrets[token_id]), moment)
        for token_id, (owner, name) in zip(ids, issued, strict=True)
    ]
    copy_rows(Token, ("id", "person_id", "name", "digest", "created_at"), rows)
    facts = [Fact(owner, data={"token_id": i}) for i, owner, *_rest in rows if owner is not None]
    record(actor, TOKEN_ISSUED, facts)
    return Outcome(ids, refused, secrets={str(token_id): secret for token_id, secret in secrets.items()})


def _allowed(actor: Actor, owners: set[int]) -> set[int]:
    people = people_visible_to(actor, PERMISSIONS).filter(pk__in=owners, is_active=True)
    return set(people.values_list("pk", flat=True))
