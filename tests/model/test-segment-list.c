/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/models.h"

#include "model/segment-list.h"

typedef struct
{
  guint n_signals;
  guint position;
  guint removed;
  guint added;
} Told;

static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, Told *told)
{
  *told = (Told) { told->n_signals + 1, position, removed, added };
}

static void
count_cb (guint *n_told)
{
  (*n_told)++;
}

static void
show (TrancheSegmentList *list, const Practice *practice)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheModelSnapshot) snapshot
      = tranche_model_snapshot_load (practice->db, practice->office_id, 0, TODAY, NULL, &error);

  g_assert_no_error (error);
  tranche_segment_list_set_snapshot (list, snapshot);
}

/* "Prospect 6, Bronze 8*": in the list's order, with the services, * for inactive */
static void
assert_list (TrancheSegmentList *list, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (TrancheSegmentItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      TrancheSegment *segment = tranche_segment_item_get_segment (item);

      g_string_append_printf (text, "%s%s %u%s", i > 0 ? ", " : "", segment->name,
                              tranche_segment_item_get_services (item), segment->active ? "" : "*");
    }
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_null (
      g_list_model_get_item (G_LIST_MODEL (list), g_list_model_get_n_items (G_LIST_MODEL (list))));
}

static void
retire (const Practice *practice, gint64 model_id, const char *name)
{
  g_autoptr (GError) error = NULL;

  tranche_segments_set_inactive (practice->db, find_segment (practice->db, model_id, name), NULL,
                                 TODAY, NULL, &error);
  g_assert_no_error (error);
}

static void
test_filter (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  TrancheSegmentList *list = tranche_segment_list_new ();

  assert_list (list, "");
  retire (&practice, model_id, "Bronze");
  show (list, &practice);
  g_assert_cmpint (tranche_segment_list_get_filter (list), ==, TRANCHE_SEGMENTS_ACTIVE);
  assert_list (list, "Prospect 6, Silver 9, Gold 10");
  tranche_segment_list_set_filter (list, TRANCHE_SEGMENTS_INACTIVE);
  assert_list (list, "Bronze 8*");
  tranche_segment_list_set_filter (list, TRANCHE_SEGMENTS_ALL);
  assert_list (list, "Prospect 6, Bronze 8*, Silver 9, Gold 10");
  g_assert_cmpuint (tranche_segment_list_count (list, TRANCHE_SEGMENTS_ACTIVE), ==, 3);
  g_assert_cmpuint (tranche_segment_list_count (list, TRANCHE_SEGMENTS_INACTIVE), ==, 1);
  g_assert_cmpuint (tranche_segment_list_count (list, TRANCHE_SEGMENTS_ALL), ==, 4);
  g_assert_finalize_object (list);
}

/* Rows stay what they are: an edit tells the item, not the list; a new one only its place. */
static void
test_changes (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  TrancheSegmentList *list = tranche_segment_list_new ();
  g_autoptr (TrancheSegmentItem) silver = NULL;
  g_autoptr (TrancheSegment) added = tranche_segment_new ();
  g_autoptr (TrancheRecord) edited = NULL;
  g_autoptr (GError) error = NULL;
  Told told = { 0 };
  guint n_told = 0;

  show (list, &practice);
  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &told);
  silver = g_list_model_get_item (G_LIST_MODEL (list), 2);
  g_signal_connect_swapped (silver, "changed", G_CALLBACK (count_cb), &n_told);
  show (list, &practice);
  g_assert_cmpuint (told.n_signals + n_told, ==, 0);

  edited = load (db, TRANCHE_TYPE_SEGMENT, tranche_segment_item_get_id (silver));
  g_object_set (edited, "name", "Sterling", NULL);
  tranche_segments_edit (db, TRANCHE_SEGMENT (edited), &error);
  g_assert_no_error (error);
  show (list, &practice);
  g_assert_cmpuint (told.n_signals, ==, 0);
  g_assert_cmpuint (n_told, ==, 1);
  assert_list (list, "Prospect 6, Bronze 8, Sterling 9, Gold 10");
  /* The item has the version that the next edit has to name. */
  g_object_set (tranche_segment_item_get_segment (silver), "name", "Silver", NULL);
  tranche_segments_edit (db, tranche_segment_item_get_segment (silver), &error);
  g_assert_no_error (error);

  g_object_set (added, "model-id", model_id, "name", "Platinum", "description", "The few", NULL);
  tranche_segments_add (db, added, &error);
  g_assert_no_error (error);
  show (list, &practice);
  g_assert_cmpuint (told.n_signals, ==, 1);
  g_assert_cmpuint (told.position, ==, 4);
  g_assert_cmpuint (told.removed, ==, 0);
  g_assert_cmpuint (told.added, ==, 1);

  tranche_segments_move (db, tranche_segment_item_get_id (silver), 0, &error);
  g_assert_no_error (error);
  show (list, &practice);
  assert_list (list, "Prospect 6, Bronze 8, Gold 10, Platinum 0, Silver 9");
  g_assert_cmpuint (told.position, ==, 2);
  g_assert_cmpuint (told.removed, ==, 3);
  g_assert_finalize_object (list);
}

/* Up and down pass over what isn't shown. */
static void
test_places (Scratch *scratch, gconstpointer data)
{
  Practice practice;
  gint64 model_id = set_up_model (scratch, &practice);
  g_autoptr (TrancheDatabase) db = practice.db;
  TrancheSegmentList *list = tranche_segment_list_new ();
  gint64 prospect = find_segment (db, model_id, "Prospect");
  gint64 bronze = find_segment (db, model_id, "Bronze");
  gint64 silver = find_segment (db, model_id, "Silver");
  gint64 gold = find_segment (db, model_id, "Gold");
  g_autoptr (GError) error = NULL;
  gint64 before = -1;

  retire (&practice, model_id, "Bronze");
  show (list, &practice);
  g_assert_false (tranche_segment_list_find_place (list, prospect, -1, &before));
  g_assert_false (tranche_segment_list_find_place (list, gold, 1, &before));
  g_assert_false (tranche_segment_list_find_place (list, bronze, 1, &before));
  g_assert_cmpint (before, ==, -1);
  g_assert_true (tranche_segment_list_find_place (list, silver, -1, &before));
  g_assert_cmpint (before, ==, prospect);
  g_assert_true (tranche_segment_list_find_place (list, prospect, 1, &before));
  g_assert_cmpint (before, ==, gold);
  g_assert_true (tranche_segment_list_find_place (list, silver, 1, &before));
  g_assert_cmpint (before, ==, 0);

  tranche_segments_move (db, silver, before, &error);
  g_assert_no_error (error);
  show (list, &practice);
  assert_list (list, "Prospect 6, Gold 10, Silver 9");
  g_assert_finalize_object (list);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  scratch_test ("/model/segment-list/filter", test_filter);
  scratch_test ("/model/segment-list/changes", test_changes);
  scratch_test ("/model/segment-list/places", test_places);
  return g_test_run ();
}
