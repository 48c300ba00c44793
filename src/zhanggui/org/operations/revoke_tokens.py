from zhanggui.foundation import clock
from zhanggui.foundation.actor import Actor
from zhanggui.foundation.event import Fact, record
from zhanggui.foundation.operation import Ids, operation
from zhanggui.foundation.outcome import NOT_FOUND, Outcome, Refusal, settle
from zhanggui.foundation.rows import update_rows
from zhanggui.foundation.words import _
from zhanggui.org.models import Token
from zhanggui.org.queries.people import tokens_visible_to
from zhanggui.org.vocabulary import TOKEN_REVOKED, WORKBENCH

REVOKED_ALREADY = Refusal("revoked_already", _("The token is revoked already"))


@operation(needs=WORKBENCH, title=_("Revoke the token"), of="token", emits=(TOKEN_REVOKED,), tone="danger")
def revoke_tokens(actor: Actor, token_ids: Ids) -> Outcome:
    """Make tokens worthless at once: one's own, or those of the people whose accounts one keeps."""
    found = {token.pk: token for token in tokens_visible_to(actor).filter(pk__in=token_ids)}
    refused = {i: NOT_FOUND for i in token_ids if i not in found}
    refused |= {i: REVOKED_ALREADY for i, token in found.items() if token.revoked_at}
    chosen = [i for i in found if i not in refused]
    done = update_rows(Token, chosen, values={"revoked_at": clock.now()}, expect={"revoked_at": None})
    record(actor, TOKEN_REVOKED, [Fact(found[i].person_id, data={"token_id": i}) for i in done])
    return settle(token_ids, done, refused)
