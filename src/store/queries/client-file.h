/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/money.h"
#include "domain/month.h"
#include "store/queries/client-agreements.h"
#include "store/queries/client-detail.h"
#include "store/queries/client-package.h"
#include "store/queries/client-relationships.h"
#include "store/queries/operation-log.h"
#include "store/queries/segment-history.h"
#include "store/queries/segment-looks.h"
#include "store/queries/segment-of-client.h"

G_BEGIN_DECLS

#define TRANCHE_CLIENT_FILE_MONTHS 24
#define TRANCHE_CLIENT_FILE_LOG_LIMIT 200

/* A segment's monthly limit, in cents. */
typedef struct
{
  gint64 segment_id;
  TrancheMoney monthly_lower;
  TrancheMoney effective_lower;
} TrancheClientLimit;

/**
 * TrancheClientFile:
 * @package: what is chosen with the segment, and whether agreements differ from it
 * @package_obstacle: (nullable): why who acts may not set it by hand, in a sentence
 * @log: (element-type TrancheLogEntry): the latest first, at most TRANCHE_CLIENT_FILE_LOG_LIMIT
 * @history: (element-type TrancheSegmentEvent): of the client's own segment, the latest first
 * @group_history: (nullable) (element-type TrancheSegmentEvent): of its group's, where that counts
 * @first_month: of @months; the last is that of today
 * @limits: (element-type TrancheClientLimit): of the latest run, ascending; empty without one
 * @has_production: whether there is a statement line in @months
 *
 * All that a client's page shows, read in one snapshot. Reference counted, immutable.
 */
typedef struct
{
  TrancheDate today;
  TrancheClientDetail *detail;
  TrancheClientSegment *segment;
  TrancheClientPackage *package;
  char *package_obstacle;
  TrancheSegmentLooks *looks;
  GPtrArray *relationships;
  GPtrArray *agreements;
  GPtrArray *history;
  GPtrArray *group_history;
  GPtrArray *log;
  TrancheMonth first_month;
  TrancheMoney months[TRANCHE_CLIENT_FILE_MONTHS];
  TrancheMoney production;
  gboolean has_production;
  GArray *limits;
} TrancheClientFile;

/* (transfer full); NOT_FOUND, and DENIED where @member_id (0: the person at the machine) may see
 * neither all clients nor those of this one's owner. */
TrancheClientFile *tranche_client_file_load (TrancheDatabase *db,
                                             gint64 client_id,
                                             gint64 member_id,
                                             TrancheDate today,
                                             GError **error);
TrancheClientFile *tranche_client_file_ref (TrancheClientFile *file);
void tranche_client_file_unref (TrancheClientFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheClientFile, tranche_client_file_unref)

/* (nullable): the agreement whose package the client has today: the latest that runs, an ongoing
 * one before a fixed term. */
const TrancheClientAgreement *tranche_client_file_get_agreement (const TrancheClientFile *file);

/* (transfer full) (element-type TrancheClientLimit): of the run over individual clients in force on
 * @date; empty without one */
GArray *tranche_client_limits_load (TrancheDatabase *db,
                                    gint64 office_id,
                                    TrancheDate date,
                                    GError **error);

G_END_DECLS
