"""The ledger: append-only, chained, and caught when it is not."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from workspace.accounts.models import Person
from workspace.ledger.acts import SENTENCES, Act
from workspace.ledger.canonical import fingerprint
from workspace.ledger.chain import verify
from workspace.ledger.guards import lift_guards, set_guards
from workspace.ledger.heads import export_head, read_head, sign_head
from workspace.ledger.models import LedgerEntry
from workspace.ledger.queries import Filter, export_lines, filtered
from workspace.ledger.services import Actor, Told, record

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


@pytest.fixture
def person():
    return Person.objects.create_user("wang", name="王一")


def write(person, n=5, **told):
    for i in range(n):
        with transaction.atomic():
            record(
                Act.PERSON_LOCKED,
                person,
                actor=Actor(person),
                at=AT + timedelta(minutes=i),
                told=Told(names={"person": f"第{i}人"}, **told),
            )


def tamper(sql, *values):
    lift_guards(connection)
    connection.cursor().execute(sql, values)
    set_guards(connection)


def test_a_ledger_as_written_verifies(person):
    write(person)
    assert verify() == verify([sign_head(settings.CONFIGURATION.data_dir, AT)])
    assert verify().holds
    assert verify().n_entries == 5


def test_an_empty_ledger_verifies(person):
    assert verify().holds


@pytest.mark.parametrize(
    "column", ["act", "actor", "content", "subject", "unit", "scope"]
)
def test_an_altered_entry_is_named(person, column):
    write(person)
    tamper(f"UPDATE ledger_ledgerentry SET {column} = 'x' WHERE seq = 3")  # noqa: S608
    assert verify().bad_seq == 3
    assert "被改动" in verify().fault.zh


def test_an_altered_entry_with_its_hash_made_to_fit_breaks_the_next(person):
    write(person)
    tamper(
        "UPDATE ledger_ledgerentry SET hash = %s WHERE seq = 3",
        fingerprint("x", "sha256"),
    )
    assert verify().bad_seq == 3


def test_a_missing_entry_is_named(person):
    write(person)
    tamper("DELETE FROM ledger_ledgerentry WHERE seq = 2")
    assert verify().bad_seq == 2


def test_a_ledger_cut_short_shows_against_a_signed_head(person):
    write(person)
    head = sign_head(settings.CONFIGURATION.data_dir, AT)
    tamper("DELETE FROM ledger_ledgerentry WHERE seq > 3")
    assert verify().holds, "without the head nothing can be seen"
    assert verify([head]).bad_seq == 4


def test_a_ledger_rewritten_whole_shows_against_a_signed_head(person):
    write(person)
    head = sign_head(settings.CONFIGURATION.data_dir, AT)
    tamper("DELETE FROM ledger_ledgerentry WHERE seq > 0")
    write(person, n=7, scope="elsewhere")
    assert verify().holds
    assert verify([head]).bad_seq == 5


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_ledgerentry SET actor = 'x' WHERE seq = 2",
        "DELETE FROM ledger_ledgerentry WHERE seq = 2",
        "DELETE FROM ledger_ledgerentry",
        "INSERT INTO ledger_ledgerentry SELECT seq + 40, at, act, actor, mandate, unit, scope,"
        " subject, audience, content, algorithm, prev, hash, person_id FROM ledger_ledgerentry"
        " WHERE seq = 2",
    ],
)
def test_the_database_itself_refuses_to_change_the_ledger(person, sql):
    write(person)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(sql)
    assert verify().n_entries == 5


def test_replacing_an_entry_is_refused_by_sqlite(person):
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is SQLite's own")
    write(person)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(
            "INSERT OR REPLACE INTO ledger_ledgerentry SELECT * FROM ledger_ledgerentry WHERE seq = 2"
        )


@pytest.mark.django_db(transaction=True)
def test_emptying_the_ledger_is_refused_by_postgresql(person):
    if connection.vendor != "postgresql":
        pytest.skip("TRUNCATE is PostgreSQL's own")
    write(person)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute("TRUNCATE ledger_ledgerentry")


def test_an_act_that_fails_leaves_no_entry(person):
    def act():
        with transaction.atomic():
            record(Act.PERSON_LOCKED, person, actor=Actor(person), at=AT, told=Told())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert verify().n_entries == 0


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_an_act_is_refused(person):
    with pytest.raises(transaction.TransactionManagementError):
        record(Act.PERSON_LOCKED, person, actor=Actor(person), at=AT, told=Told())


@pytest.mark.django_db(transaction=True)
def test_appends_at_once_make_one_chain(person):
    def one():
        try:
            write(person, n=5)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verify().holds
    assert verify().n_entries == 40


def test_the_algorithm_is_kept_with_each_entry_so_it_may_change(person, settings):
    from dataclasses import replace

    write(person, n=2)
    settings.CONFIGURATION = replace(settings.CONFIGURATION, digest="sm3")
    with transaction.atomic():
        record(Act.PERSON_LOCKED, person, actor=Actor(person), at=AT, told=Told())
    assert list(LedgerEntry.objects.values_list("algorithm", flat=True)) == [
        "sha256"
    ] * 2 + ["sm3"]
    assert verify().holds


def test_sm3_gives_the_published_digest():
    # GB/T 32905-2016, appendix A, example 1: the message "abc"
    assert fingerprint("abc", "sm3") == (
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    )


def test_an_unknown_digest_says_what_to_do():
    with pytest.raises(ValueError, match="OpenSSL"):
        fingerprint("abc", "md17")


def test_the_head_of_the_day_leaves_as_a_file_and_is_read_back(person, tmp_path):
    write(person)
    path = export_head(tmp_path, AT)
    assert path.name == "2026-11-23.json"
    assert read_head(path).seq == 5
    assert verify([read_head(path)]).holds


def test_a_forged_head_is_refused(person, tmp_path):
    write(person)
    path = export_head(tmp_path, AT)
    path.write_text(json.dumps(json.loads(path.read_text()) | {"seq": 3}))
    with pytest.raises(ValueError, match="signature"):
        read_head(path)


def test_the_signing_key_is_for_its_owner_only(person, tmp_path):
    write(person)
    sign_head(tmp_path, AT)
    assert (tmp_path / "ledger.key").stat().st_mode & 0o777 == 0o600


def test_the_ledger_is_filtered_and_exported_line_by_line(person):
    write(person, n=3, scope="a/b")
    write(person, n=2)
    found = filtered(
        LedgerEntry.objects.all(), Filter(scope="a/b", since=AT + timedelta(minutes=1))
    )
    lines = [json.loads(line) for line in export_lines(found)]
    assert [line["seq"] for line in lines] == [2, 3]
    assert lines[0]["hash"]


def test_every_act_has_a_sentence_in_both_languages():
    assert set(SENTENCES) == set(Act)
    assert all(words.zh and words.en for words in SENTENCES.values())


def test_a_sentence_names_who_in_the_language_of_the_page(person):
    write(person, n=1)
    sentence = LedgerEntry.objects.get().sentence
    assert sentence.zh == "第0人的账号停用。"
    assert sentence.en == "The account of 第0人 was locked."
