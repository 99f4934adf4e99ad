/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * TrancheModelUse:
 * @level: of the model: where it belongs
 * @chosen_by: who has chosen it: the practice, else the licensee; built-in: nobody has
 * @sentence: "Coast Advice uses “Harbour Standard”, the model of its licensee Harbour."
 * @edit_obstacle: (nullable): why the member may not edit it; %NULL: may
 * @practice_obstacle: (nullable): why the member may not make or choose a model for the practice
 * @licensee_obstacle: (nullable): the same for the licensee
 *
 * Which segmentation model an office uses, why, and what a team member may do with it.
 */
typedef struct
{
  gint64 model_id;
  char *model_name;
  TrancheModelLevel level;
  TrancheModelLevel chosen_by;
  gint64 practice_id;
  char *practice_name;
  gint64 licensee_id;
  char *licensee_name;
  char *sentence;
  char *edit_obstacle;
  char *practice_obstacle;
  char *licensee_obstacle;
} TrancheModelUse;

/* (transfer full): NOT_FOUND. @member_id: who would act, 0: nobody by name. */
TrancheModelUse *
tranche_model_use_load (TrancheDatabase *db, gint64 office_id, gint64 member_id, GError **error);
void tranche_model_use_free (TrancheModelUse *use);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheModelUse, tranche_model_use_free)

/**
 * TrancheModelSummary:
 * @owner_name: (nullable): of the licensee or practice
 * @chosen: whether the office's practice or licensee, the one whose level it is of, has chosen it
 * @used: whether the office uses it
 */
typedef struct
{
  gint64 id;
  char *name;
  TrancheModelLevel level;
  char *owner_name;
  guint segments; /* active ones */
  guint benefits;
  gboolean used;
} TrancheModelSummary;

void tranche_model_summary_free (TrancheModelSummary *summary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheModelSummary, tranche_model_summary_free)

/* (transfer full) (element-type TrancheModelSummary): what the office's levels can choose from: the
 * built-in model, its licensee's, its practice's; nearest last. */
GPtrArray *tranche_models_list (TrancheDatabase *db, gint64 office_id, GError **error);

G_END_DECLS
