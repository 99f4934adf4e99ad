/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A practice that has chosen a copy of the built-in model, and what tests do with it. */

#include "tests/store/team.h"

#include "store/actions/benefits.h"
#include "store/actions/models.h"
#include "store/actions/override.h"
#include "store/actions/segments.h"
#include "store/queries/model-content.h"
#include "store/queries/model-use.h"

#define TODAY (tranche_date_new (2026, 8, 14))

G_GNUC_UNUSED static void
choose_model (Practice *practice, TrancheModelLevel level, gint64 model_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheModelSwitch) plan = tranche_model_switch_plan (
      practice->db, level, practice->office_id, model_id, TODAY, &error);

  g_assert_no_error (error);
  tranche_models_choose (practice->db, plan, TODAY, &error);
  g_assert_no_error (error);
}

G_GNUC_UNUSED static gint64
duplicate_model (Practice *practice, gint64 model_id, TrancheModelLevel level)
{
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  tranche_models_duplicate (practice->db, model_id, level, practice->office_id, NULL, &id, &error);
  g_assert_no_error (error);
  return id;
}

/* The model's id. */
G_GNUC_UNUSED static gint64
set_up_model (Scratch *scratch, Practice *practice)
{
  gint64 id;

  *practice = set_up_practice (scratch);
  id = duplicate_model (practice, 1, TRANCHE_MODEL_PRACTICE);
  choose_model (practice, TRANCHE_MODEL_PRACTICE, id);
  return id;
}

G_GNUC_UNUSED static TrancheModelContent *
load_content (TrancheDatabase *db, gint64 model_id)
{
  g_autoptr (GError) error = NULL;
  TrancheModelContent *content = tranche_model_content_load (db, model_id, &error);

  g_assert_no_error (error);
  return content;
}

G_GNUC_UNUSED static gint64
find_segment (TrancheDatabase *db, gint64 model_id, const char *name)
{
  g_autoptr (TrancheModelContent) content = load_content (db, model_id);
  int found = tranche_model_content_find_segment (content, name);

  g_assert_cmpint (found, >=, 0);
  return tranche_record_get_id (g_ptr_array_index (content->segments, found));
}

G_GNUC_UNUSED static gint64
find_benefit (TrancheDatabase *db, gint64 model_id, const char *name)
{
  g_autoptr (TrancheModelContent) content = load_content (db, model_id);
  int found = tranche_model_content_find_benefit (content, name);

  g_assert_cmpint (found, >=, 0);
  return tranche_record_get_id (g_ptr_array_index (content->benefits, found));
}

/* "Prospect 6, Bronze 8*, …": in their order, * for inactive; then the benefits. */
G_GNUC_UNUSED static char *
describe_content (TrancheModelContent *content)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < content->segments->len; i++)
    {
      TrancheSegment *segment = tranche_model_content_get_segment (content, i);

      g_string_append_printf (text, "%s%s %u%s", i > 0 ? ", " : "", segment->name,
                              tranche_model_content_count_benefits (content, i),
                              segment->active ? "" : "*");
    }
  for (guint i = 0; i < content->benefits->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : " | ",
                            tranche_model_content_get_benefit (content, i)->name);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

G_GNUC_UNUSED static char *
describe (TrancheDatabase *db, gint64 model_id)
{
  g_autoptr (TrancheModelContent) content = load_content (db, model_id);

  return describe_content (content);
}

/* Takes the latest operation back, sees @before, does it again, sees what was before that. */
G_GNUC_UNUSED static void
undo_and_redo (TrancheDatabase *db, gint64 model_id, const char *before)
{
  g_autofree char *after = describe (db, model_id);
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *label = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (after, !=, before);
  label = tranche_undo_operation (db, 0, &error);
  g_assert_no_error (error);
  undone = describe (db, model_id);
  g_assert_cmpstr (undone, ==, before);
  again = tranche_redo_operation (db, &error);
  g_assert_no_error (error);
  redone = describe (db, model_id);
  g_assert_cmpstr (redone, ==, after);
}

G_GNUC_UNUSED static void
expect (GError **error, TrancheError code, const char *message)
{
  g_assert_error (*error, TRANCHE_ERROR, (int) code);
  if (message != NULL)
    g_assert_cmpstr ((*error)->message, ==, message);
  g_clear_error (error);
}

/* A strategy with these segments of the model from these monthly limits on, in cents. */
G_GNUC_UNUSED static gint64
add_active_strategy (Practice *given, gint64 bronze, gint64 silver, gint64 gold)
{
  Practice practice = *given;
  TrancheOperation *operation = begin (practice.db);
  gint64 id = insert (operation, STRATEGY ("Ours"));
  g_autoptr (TrancheRecord) strategy = NULL;

  insert (operation, BAND (id, bronze, 0));
  insert (operation, BAND (id, silver, 50000));
  insert (operation, BAND (id, gold, 200000));
  strategy = load (practice.db, TRANCHE_TYPE_STRATEGY, id);
  g_object_set (strategy, "active", TRUE, NULL);
  update (operation, strategy);
  commit (operation);
  return id;
}
