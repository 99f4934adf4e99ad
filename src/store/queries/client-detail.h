/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheClientMember:
 * @start: from when on; TRANCHE_DATE_NONE where it isn't known
 * @end: its last day, TRANCHE_DATE_NONE while it goes on
 *
 * A person of a client. One person can be there in several roles, and then more than once.
 */
typedef struct
{
  gint64 person_id;
  char *name;
  TrancheMemberRole role;
  TrancheDate birth_date;
  char *email;
  char *phone;
  char *mobile;
  TrancheDate start;
  TrancheDate end;
} TrancheClientMember;

/**
 * TrancheClientGroupLink:
 * @is_primary: the one group that the client's production counts in
 */
typedef struct
{
  gint64 group_id;
  char *name;
  TrancheGroupKind kind;
  gboolean is_primary;
  gint64 n_clients;
} TrancheClientGroupLink;

/**
 * TrancheClientDetail:
 * @removed: it was removed since, and is only there for what refers to it
 * @members: (element-type TrancheClientMember): those of today first, the primary contact and the
 * partner before the others
 * @groups: (element-type TrancheClientGroupLink): the primary one first
 *
 * Who a client is. Texts are never NULL: "" where the file says nothing.
 */
typedef struct
{
  gint64 id;
  gboolean removed;
  TrancheClientKind kind;
  char *name;
  char *salutation;
  char *reference;
  gint64 office_id;
  char *office_name;
  char *owner_name;
  char *stage_name;
  char *source_name;
  TrancheDate since;
  char *email;
  char *phone;
  char *address;
  char *notes;
  GPtrArray *members;
  GPtrArray *groups;
} TrancheClientDetail;

/* (transfer full); NOT_FOUND. A removed client is found, and says that it is removed. */
TrancheClientDetail *
tranche_client_detail_load (TrancheDatabase *db, gint64 client_id, GError **error);
void tranche_client_detail_free (TrancheClientDetail *detail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheClientDetail, tranche_client_detail_free)

G_END_DECLS
