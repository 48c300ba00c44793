import pytest
from tests.company import Company
from tests.org.measuring import hired, statements

from zhanggui.foundation.models import Event
from zhanggui.org.operations.issue_tokens import NewToken, issue_tokens
from zhanggui.org.operations.revoke_tokens import revoke_tokens

pytestmark = pytest.mark.django_db


def test_only_the_own_and_the_kept_tokens_are_revoked(company: Company) -> None:
    token = issue_tokens(company.reviewer, [NewToken("feed")]).one()
    assert revoke_tokens(company.picker, [token]).refused[token].code == "not_found"
    revoke_tokens(company.owner, [token]).one()
    event = Event.objects.get(kind="org.token_revoked")
    assert (event.subject_id, event.data) == (company.person("reviewer"), {"token_id": token})


def test_statements_do_not_grow_with_the_set(company: Company) -> None:
    actor = company.owner
    tokens = issue_tokens(actor, [NewToken("feed", person) for person in hired(company)]).done
    assert statements(lambda: revoke_tokens(actor, tokens[:1])) == statements(lambda: revoke_tokens(actor, tokens))
