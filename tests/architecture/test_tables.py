from collections.abc import Iterator

from django.apps import apps
from django.db.models import Field

from zhanggui.config.stack import MODULE_STACK


def test_foreign_keys_point_down_the_stack() -> None:
    wrong = [str(field) for field in _references() if not _may_point(_owner(field), _target(field))]
    assert wrong == []


def test_foreign_keys_give_the_lower_table_no_way_up() -> None:
    wrong = [str(field) for field in _references() if field.remote_field.related_name != "+"]
    assert wrong == []


def _references() -> Iterator[Field]:
    for model in apps.get_models(include_auto_created=False):
        if model._meta.app_label in MODULE_STACK:
            for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
                if field.remote_field and _target(field) in MODULE_STACK:
                    yield field


def _owner(field: Field) -> str:
    return field.model._meta.app_label


def _target(field: Field) -> str:
    return field.remote_field.model._meta.app_label


def _may_point(owner: str, target: str) -> bool:
    return MODULE_STACK.index(target) <= MODULE_STACK.index(owner)
