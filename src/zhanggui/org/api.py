"""Who works here, for machines."""

from typing import Any

from ninja import Router

from zhanggui.foundation.api.pages import api_page
from zhanggui.foundation.outcome import NotFound
from zhanggui.foundation.paging import page_of
from zhanggui.foundation.web.requests import Request, require
from zhanggui.org.queries.chart import chart
from zhanggui.org.queries.people import people_visible_to
from zhanggui.org.queries.personnel import all_assignments_of, assignments_of, held_duties
from zhanggui.org.queues import PEOPLE
from zhanggui.org.vocabulary import ASSIGN, PERMISSIONS

router = Router(tags=["org"])


@router.get("/people", summary="People in range")
def people(request: Request) -> dict[str, Any]:
    """People with the positions that they hold; filters and sorting as on the page."""
    require(request.actor, ASSIGN, PERMISSIONS)
    matching = PEOPLE.records(request.actor, request.GET)
    page = page_of(matching, request.GET, sorts={"name": "name", "username": "username"}, default="name")
    held = assignments_of([person.pk for person in page.rows])
    return api_page(page, lambda person: {**_person(person), "assignments": list(map(_assignment, held[person.pk]))})


@router.get("/people/{person_id}", summary="One person")
def person(request: Request, person_id: int) -> dict[str, Any]:
    """A person with every assignment and today's duties."""
    require(request.actor, ASSIGN, PERMISSIONS)
    shown = people_visible_to(request.actor).filter(pk=person_id).first()
    if shown is None:
        raise NotFound
    assignments = [_assignment(row) for row in all_assignments_of(person_id)]
    return {**_person(shown), "assignments": assignments, "duties": _duties(person_id)}


@router.get("/me", summary="Whose token this is")
def me(request: Request) -> dict[str, Any]:
    """The person that this program acts as, with today's duties."""
    person_id = request.actor.person_id
    assert person_id is not None, "a token belongs to a person"
    assignments = [_assignment(row) for row in assignments_of([person_id])[person_id]]
    return {"id": person_id, "name": request.actor.name, "assignments": assignments, "duties": _duties(person_id)}


@router.get("/positions", summary="Departments and positions")
def positions(request: Request) -> dict[str, Any]:
    """Departments in their order with positions, duties and today's holders."""
    return {"departments": [_branch(branch) for branch in chart()]}


def _person(person: Any) -> dict[str, Any]:
    return {"id": person.pk, "username": person.username, "name": person.name, "is_active": person.is_active}


def _assignment(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "position": row.position.code,
        "position_name": row.position.name,
        "department": row.position.department.code,
        "main": row.main,
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat() if row.ends_on else None,
        "shop_ids": row.shop_ids,
        "warehouse_ids": row.warehouse_ids,
    }


def _duties(person_id: int) -> list[dict[str, Any]]:
    return [
        {"position": held.position, **_duty(held.duty), "operations": list(held.operations)}
        for held in held_duties(person_id)
    ]


def _duty(duty: Any) -> dict[str, Any]:
    return {"code": duty.code, "text": duty.text, "capabilities": duty.capabilities, "derived": duty.derived}


def _branch(branch: Any) -> dict[str, Any]:
    return {
        "code": branch.department.code,
        "name": branch.department.name,
        "depth": branch.depth,
        "positions": [
            {
                "code": post.position.code,
                "name": post.position.name,
                "superior": post.superior,
                "duties": [_duty(duty) for duty in post.duties],
                "holders": [{"id": held.person_id, "name": held.person.name} for held in post.holders],
            }
            for post in branch.posts
        ],
    }
