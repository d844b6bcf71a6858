"""The door: one person, one account, by invitation; locked after many wrong tries."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from workspace.accounts.models import Person
from workspace.security import POLICY

pytestmark = pytest.mark.django_db
GOOD = "qiao-tou-xiang-jian"


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return Person.objects.create_user("wang", name="王一", password=GOOD)


def sign_in(client, password=GOOD, username="wang"):
    return client.post(
        reverse("account_login"), {"login": username, "password": password}
    )


def test_who_knows_the_password_comes_in_and_the_session_is_listed(client, person):
    assert sign_in(client).status_code == 302
    assert client.get("/").status_code == 200
    assert UserSession.objects.filter(user=person).count() == 1
    assert client.get(reverse("usersessions_list")).status_code == 200


def test_nobody_signs_up(client):
    answer = client.post(
        reverse("account_signup"),
        {"username": "x", "password1": GOOD, "password2": GOOD},
    )
    assert not Person.objects.exists()
    assert answer.status_code == 200


def test_many_wrong_passwords_lock_the_account_for_a_while(client, person):
    for _ in range(5):
        assert sign_in(client, "wrong-password").status_code == 200
    assert not client.session.get("_auth_user_id")
    sign_in(client)
    assert "_auth_user_id" not in client.session, "locked, even with the right password"


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(client, person):
    unknown = sign_in(client, "whatever-it-is", "nobody")
    wrong = sign_in(client, "whatever-it-is")
    assert unknown.status_code == wrong.status_code == 200
    assert unknown.context["form"].errors == wrong.context["form"].errors
    assert wrong.context["form"].errors


def test_a_locked_person_does_not_come_in(client, person):
    Person.objects.update(is_active=False)
    sign_in(client)
    assert "_auth_user_id" not in client.session


def test_passkeys_and_one_time_codes_can_be_set_up(client, person):
    client.force_login(person)
    assert client.get(reverse("mfa_index")).status_code in {200, 302}
    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(name)).status_code in {200, 302}


@pytest.mark.parametrize("path", ["/accounts/login/", "/", "/nowhere/"])
def test_every_answer_carries_the_policy_and_no_inline_script_or_style(client, path):
    answer = client.get(path)
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    body = answer.content.decode()
    assert "<style" not in body
    assert " style=" not in body


def test_pages_speak_chinese_first_and_english_when_asked(client):
    assert "登录" in client.get("/accounts/login/").content.decode()
    english = client.get("/accounts/login/", headers={"accept-language": "en"})
    assert "Sign in" in english.content.decode()


def test_a_session_left_alone_ends_and_one_in_use_goes_on(client, person, settings):
    client.force_login(person)
    client.get("/")
    (session,) = Session.objects.all()
    assert session.expire_date <= now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    assert not [q for q in queries if q["sql"].startswith("UPDATE")], (
        "reading seldom writes"
    )
    Session.objects.update(expire_date=now() - timedelta(seconds=1))
    assert client.get("/").status_code == 302


def test_where_the_office_asks_for_it_nobody_goes_on_without_a_second_factor(
    client, person, settings
):
    settings.CONFIGURATION = replace(settings.CONFIGURATION, second_factor=True)
    client.force_login(person)
    assert client.get("/").url == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    assert client.get("/").status_code == 200


def test_a_stranger_is_sent_to_the_door(client):
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_an_account_needs_no_mail_address(person):
    assert not EmailAddress.objects.exists()
    assert person.email == ""
