/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheClientRelationship:
 * @subject_id: the client itself, or a member of it
 * @phrase: seen from there: "has as solicitor"
 * @other_id: the other party
 * @end: its last day, TRANCHE_DATE_NONE while it goes on
 */
typedef struct
{
  gint64 id;
  gint64 subject_id;
  char *subject_name;
  char *phrase;
  gint64 other_id;
  char *other_name;
  TranchePartyKind other_kind;
  TrancheDate start;
  TrancheDate end;
} TrancheClientRelationship;

/**
 * tranche_client_relationships_load:
 *
 * The relationships of a client and of its present members. A relationship between two members is
 * there once, seen from the side that it is written from.
 *
 * Returns: (transfer full) (element-type TrancheClientRelationship): the client's own first, then
 * by member; ended ones last
 */
GPtrArray *
tranche_client_relationships_load (TrancheDatabase *db, gint64 client_id, GError **error);

G_END_DECLS
