/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Every way that the window and the command line read a practice file. It has to end; what it ends
 * in doesn't matter, but an error is ours. */

#include "domain/entities/entities.h"
#include "jobs/documents.h"
#include "jobs/model-sheet.h"
#include "jobs/segmentation.h"
#include "jobs/what-if-loader.h"
#include "store/check.h"
#include "store/documents.h"
#include "store/queries/agreement-choices.h"
#include "store/queries/benefit-usage.h"
#include "store/queries/client-choices.h"
#include "store/queries/client-file.h"
#include "store/queries/client-index.h"
#include "store/queries/client-list.h"
#include "store/queries/model-content.h"
#include "store/queries/model-history.h"
#include "store/queries/model-use.h"
#include "store/queries/operation-log.h"
#include "store/queries/package-choices.h"
#include "store/queries/practice-context.h"
#include "store/queries/run-report.h"
#include "store/queries/segment-members.h"
#include "store/queries/segment-overview.h"
#include "store/queries/segment-usage.h"
#include "store/queries/segmentation-state.h"
#include "store/queries/stale.h"
#include "store/queries/summary-agreements.h"
#include "store/records.h"
#include "store/runs.h"
#include "store/statements.h"
#include "store/strategies.h"
#include "store/undo.h"

#define READ_ROWS 64

static inline void
assert_ours (GError **error)
{
  if (*error == NULL)
    return;
  g_assert_true ((*error)->domain == TRANCHE_ERROR);
  g_assert_true (g_utf8_validate ((*error)->message, -1, NULL));
  g_assert_cmpstr ((*error)->message, !=, "");
  g_clear_error (error);
}

/* Either something or an error; @call gives the error to `fault`. */
#define READ(type, call)                                                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    GError *fault = NULL;                                                                          \
    g_autoptr (type) found = (call);                                                               \
                                                                                                   \
    g_assert_true ((found != NULL) != (fault != NULL));                                            \
    assert_ours (&fault);                                                                          \
  }                                                                                                \
  G_STMT_END

static inline void
read_client_list (TrancheDatabase *db, TrancheDate today)
{
  GError *error = NULL;
  g_autoptr (TrancheClientContext) context = tranche_client_context_load (db, 1, 0, today, &error);
  g_autoptr (TrancheClientIndex) index = NULL;

  if (context != NULL)
    index = tranche_client_index_load (db, context, NULL, &error);
  assert_ours (&error);
  for (int sort = 0; index != NULL && sort < TRANCHE_CLIENT_N_SORTS; sort++)
    {
      g_autoptr (TrancheClientQuery) query = tranche_client_query_new ();
      g_autoptr (TrancheClientMatches) matches = NULL;
      const guint32 *ids;
      guint n_ids;

      query->sort = sort;
      g_set_str (&query->search, sort == 1 ? "el" : NULL);
      matches = tranche_client_index_match (index, query, NULL, NULL, &error);
      g_assert_no_error (error);
      ids = tranche_client_matches_get_ids (matches, &n_ids);
      if (n_ids > 0)
        READ (GPtrArray,
              tranche_client_rows_load (db, context, ids, MIN (n_ids, READ_ROWS), &fault));
    }
}

static inline void
read_client (TrancheDatabase *db, gint64 id, TrancheDate today)
{
  for (int kind = TRANCHE_SUMMARY_FDS; kind <= TRANCHE_SUMMARY_FTA; kind++)
    {
      TrancheDocumentRequest request;

      tranche_document_request_init (&request, kind, today);
      request.with_drafts = TRUE;
      READ (TrancheDocument, tranche_documents_make (db, id, &request, &fault));
    }
  READ (TrancheClientFile, tranche_client_file_load (db, id, 0, today, &fault));
  READ (TranchePackageChoices, tranche_package_choices_load (db, 1, 0, &id, 1, today, &fault));
  READ (TrancheAgreementChoices, tranche_agreement_choices_load (db, id, 0, today, &fault));
  READ (GPtrArray, tranche_documents_list (db, id, &fault));
}

static inline void
read_records (TrancheDatabase *db)
{
  const GType types[] = { TRANCHE_TYPE_CLIENT,       TRANCHE_TYPE_PERSON,  TRANCHE_TYPE_AGREEMENT,
                          TRANCHE_TYPE_TEAM_MEMBER,  TRANCHE_TYPE_ROLE,    TRANCHE_TYPE_OFFICE,
                          TRANCHE_TYPE_CLIENT_GROUP, TRANCHE_TYPE_BENEFIT, TRANCHE_TYPE_SEGMENT,
                          TRANCHE_TYPE_OVERRIDE,     TRANCHE_TYPE_FEE,     TRANCHE_TYPE_DELIVERY };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    READ (GPtrArray, tranche_records_list (db, types[i], NULL, NULL, NULL, 0, &fault));
}

static inline void
read_everything (TrancheDatabase *db, TrancheDate today)
{
  const TrancheSegmentationRequest request
      = { .office_id = 1, .target = TRANCHE_TARGET_INDIVIDUAL, .date = today, .dry_run = TRUE };
  const TrancheModelSheetRequest sheet = { .office_id = 1, .today = today };
  GError *error = NULL;
  g_autoptr (TrancheStrategySetup) setup = NULL;

  READ (TrancheUndoState, tranche_undo_state_load (db, &fault));
  READ (GPtrArray, tranche_operation_log_load (db, 0, &fault));
  READ (TrancheSegmentationResult,
        tranche_segmentation_run (db, &request, NULL, NULL, NULL, &fault));
  READ (TrancheSegmentOverview, tranche_segment_overview_load (db, 1, today, NULL, &fault));
  READ (TrancheSegmentMembers, tranche_segment_members_load (db, 1, 4, today, NULL, &fault));
  READ (TrancheSegmentUsage, tranche_segment_usage_load (db, 4, today, &fault));
  READ (TrancheSegmentationState, tranche_segmentation_state_load (db, 1, today, NULL, &fault));
  READ (TrancheModelContent, tranche_model_content_load (db, 1, &fault));
  READ (GPtrArray, tranche_model_history_load (db, 1, 0, &fault));
  READ (GPtrArray, tranche_models_list (db, 1, &fault));
  READ (TrancheModelUse, tranche_model_use_load (db, 1, 0, &fault));
  READ (TrancheDocument, tranche_model_sheet_make (db, &sheet, NULL, &fault));
  READ (GPtrArray, tranche_benefit_usage_load (db, 1, 0, &fault));
  READ (TrancheClientChoices, tranche_client_choices_load (db, 0, &fault));
  READ (GPtrArray, tranche_statements_list (db, 0, &fault));
  READ (GPtrArray, tranche_runs_list (db, 1, 0, 0, &fault));
  READ (TrancheRunReport, tranche_run_report_load (db, 1, NULL, &fault));
  READ (TrancheStale, tranche_stale_load (db, 1, TRANCHE_TARGET_INDIVIDUAL, &fault));
  READ (TranchePracticeContext, tranche_practice_context_load (db, &fault));
  READ (GArray, tranche_summary_clients_list (db, 0, &fault));
  READ (GPtrArray, tranche_strategies_list (db, 1, &fault));

  setup = tranche_strategies_load_active (db, 1, TRANCHE_TARGET_INDIVIDUAL, &error);
  assert_ours (&error);
  if (setup != NULL)
    READ (TrancheWhatIfData, tranche_what_if_load (db, setup, today, NULL, &fault));

  read_records (db);
  read_client_list (db, today);
}
