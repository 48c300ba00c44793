from zhanggui.org.models.chart import BlueprintVersion, Department, Duty, Position
from zhanggui.org.models.people import Assignment, Person, Token

__all__ = ["Assignment", "BlueprintVersion", "Department", "Duty", "Person", "Position", "Token"]
