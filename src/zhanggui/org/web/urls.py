from django.urls import path

from zhanggui.org.web import chart, login, me, people, secrets

urlpatterns = [
    path("login", login.login, name="login"),
    path("logout", login.logout, name="logout"),
    path("me/", me.me, name="me"),
    path("me/password", me.password, name="password"),
    path("people/", people.people, name="people"),
    path("people/count", people.people_count, name="people_count"),
    path("people/hire", secrets.hire, name="hire"),
    path("people/<int:person_id>/", people.person, name="person"),
    path("people/<int:person_id>/place", people.place, name="place"),
    path("people/<int:person_id>/password", secrets.reset, name="reset_password"),
    path("people/<int:person_id>/token", secrets.issue, name="issue_token"),
    path("positions/", chart.positions, name="positions"),
]
