from collections.abc import Sequence

import pytest
from tests.company import Company
from tests.org.measuring import hired, statements

from zhanggui.foundation.outcome import Outcome
from zhanggui.org.models import Token
from zhanggui.org.operations.deactivate_people import deactivate_people
from zhanggui.org.operations.issue_tokens import NewToken, issue_tokens
from zhanggui.org.operations.revoke_tokens import revoke_tokens
from zhanggui.org.queries.actors import actor_of_token

pytestmark = pytest.mark.django_db


def test_token_acts_as_its_person_until_revoked(company: Company) -> None:
    outcome = issue_tokens(company.reviewer, [NewToken("label printer")])
    token = outcome.one()
    secret = outcome.secrets[str(token)]
    assert actor_of_token(secret) == company.reviewer
    assert secret not in Token.objects.get(pk=token).digest
    assert revoke_tokens(company.picker, [token]).refused[token].code == "not_found"
    revoke_tokens(company.reviewer, [token]).one()
    assert actor_of_token(secret) is None
    assert revoke_tokens(company.owner, [token]).refused[token].code == "revoked_already"


def test_tokens_for_others_need_the_duty_to_keep_accounts(company: Company) -> None:
    row = NewToken("stock feed", company.person("keeper"))
    assert issue_tokens(company.reviewer, [row]).refused[1].code == "not_found"
    secret = next(iter(issue_tokens(company.owner, [row]).secrets.values()))
    assert actor_of_token(secret) == company.keeper
    deactivate_people(company.owner, [company.person("keeper")]).one()
    assert actor_of_token(secret) is None


def test_statements_do_not_grow_with_the_set(company: Company) -> None:
    actor, people = company.owner, hired(company)

    def issue(ids: Sequence[int]) -> Outcome:
        return issue_tokens(actor, [NewToken("feed", person) for person in ids])

    assert statements(lambda: issue(people[:1])) == statements(lambda: issue(people))
