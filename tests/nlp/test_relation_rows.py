"""Every row of relations carries sentences enough of its own to say what it finds and what it must leave alone."""

from __future__ import annotations

import pytest

from kgextract.tables.relations import NAME_RULES, RELATION_RULES, NameRule, RelationRule
from kgextract.tables.roles import ROLE_RULES, RoleRule

POSITIVE, NEVER = 6, 4
ROWS = (*RELATION_RULES.rows(), *NAME_RULES.rows(), *ROLE_RULES.rows())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_has_sentences_enough(row: RelationRule | NameRule | RoleRule) -> None:
    assert len(set(row.examples)) >= POSITIVE, f"{row.id} has {len(set(row.examples))} sentences"
    assert len(set(row.never)) >= NEVER, f"{row.id} has {len(set(row.never))} sentences in which it finds nothing"


def test_ids_are_unique() -> None:
    ids = [row.id for row in ROWS]
    assert len(ids) == len(set(ids))
