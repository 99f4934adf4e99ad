/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/codes.h"
#include "domain/date.h"
#include "store/database.h"

G_BEGIN_DECLS

/**
 * tranche_models_duplicate:
 * @model_id: any model that the office can see
 * @level: the licensee's or the practice's
 * @office_id: whose licensee or practice
 * @name: (nullable): %NULL: "Standard (Coast Advice)", made different from those there are
 * @new_id: (out) (optional)
 *
 * A copy of a model with its segments, benefits and matrix, to be edited. It isn't chosen yet. One
 * operation.
 *
 * Returns: %FALSE with %TRANCHE_ERROR_CONFLICT if another model that its owner can choose, or whose
 * owner can choose this one, has the name
 */
gboolean tranche_models_duplicate (TrancheDatabase *db,
                                   gint64 model_id,
                                   TrancheModelLevel level,
                                   gint64 office_id,
                                   const char *name,
                                   gint64 *new_id,
                                   GError **error);

/* CONFLICT for the name of another model, as above. */
gboolean
tranche_models_rename (TrancheDatabase *db, gint64 model_id, const char *name, GError **error);

/**
 * TrancheModelMapping:
 * @from_id: a segment of the model that is used now
 * @to_id: the one that takes its place; 0: none is chosen yet
 * @clients: who have it today
 * @overrides: set by hand, today or later
 * @assigned: clients and groups that runs put there
 * @bands: in active strategies
 */
typedef struct
{
  gint64 from_id;
  char *from_name;
  gint64 to_id;
  char *to_name;
  gint64 clients;
  gint64 overrides;
  gint64 assigned;
  gint64 bands;
} TrancheModelMapping;

/**
 * TrancheModelSwitch:
 * @level: for whom: the licensee or the practice
 * @model_id: what it shall use; 0: whatever the level above it uses
 * @new_model_id: the same, with 0 resolved
 * @offices: how many offices change their model by it
 * @clients: how many clients get a segment of the other model
 * @agreements: open ones that keep the package they have
 * @mappings: (element-type TrancheModelMapping): the segments in use first; to_id may be set
 *
 * What changes when a level chooses a model.
 */
typedef struct
{
  TrancheModelLevel level;
  gint64 owner_id;
  char *owner_name;
  gint64 model_id;
  gint64 new_model_id;
  char *new_model_name;
  guint offices;
  gint64 clients;
  gint64 agreements;
  GPtrArray *mappings;

  /*< private >*/
  gint64 office_id;
  GArray *office_ids;
} TrancheModelSwitch;

/* (transfer full): segments of the same name are proposed for each other. NOT_FOUND; INVALID for a
 * model that the level can't choose. */
TrancheModelSwitch *tranche_model_switch_plan (TrancheDatabase *db,
                                               TrancheModelLevel level,
                                               gint64 office_id,
                                               gint64 model_id,
                                               TrancheDate today,
                                               GError **error);
void tranche_model_switch_free (TrancheModelSwitch *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheModelSwitch, tranche_model_switch_free)

/* Whether a segment is left in use that nothing takes the place of. */
gboolean tranche_model_switch_is_complete (const TrancheModelSwitch *plan);

/**
 * tranche_models_choose:
 * @plan: as planned, with to_id as the user wants it
 *
 * Chooses the model for the level, and puts the new segments in the place of the old ones, in one
 * operation: what is set by hand from today on, the bands of active strategies, and what the latest
 * runs assigned (as a run of today with the same limits, so that history and "why" go on). Two
 * segments that become one add their ranges up. Agreements keep what they have.
 *
 * Returns: %FALSE with %TRANCHE_ERROR_REFUSED, naming them, if segments in use have no successor;
 * %TRANCHE_ERROR_INVALID for a successor that isn't active in the new model or would be in a
 * strategy twice with another segment between
 */
gboolean tranche_models_choose (TrancheDatabase *db,
                                const TrancheModelSwitch *plan,
                                TrancheDate today,
                                GError **error);

/**
 * tranche_models_duplicate_and_choose:
 *
 * tranche_models_duplicate(), and the level uses the copy, whose segments take the place of those
 * of the same name: one operation, undone in one step.
 *
 * Returns: %FALSE as either does
 */
gboolean tranche_models_duplicate_and_choose (TrancheDatabase *db,
                                              gint64 model_id,
                                              TrancheModelLevel level,
                                              gint64 office_id,
                                              const char *name,
                                              TrancheDate today,
                                              gint64 *new_id,
                                              GError **error);

G_END_DECLS
