/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/activity.h"

static void
count_cb (guint *n_told)
{
  (*n_told)++;
}

static gpointer
report_in_thread (gpointer data)
{
  for (int i = 1; i <= 100; i++)
    tranche_activity_report (i / 100.0, i < 100 ? "Reading" : "Writing", data);
  return NULL;
}

static void
drain (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_report (void)
{
  TrancheActivity *activity = tranche_activity_new ("Importing");
  guint n_told = 0;

  g_assert_cmpstr (tranche_activity_get_title (activity), ==, "Importing");
  g_assert_cmpfloat (tranche_activity_get_fraction (activity), ==, -1);
  g_signal_connect_swapped (activity, "notify::fraction", G_CALLBACK (count_cb), &n_told);

  g_thread_join (g_thread_new ("job", report_in_thread, activity));
  g_assert_cmpuint (n_told, ==, 0);
  drain ();

  /* A hundred reports, one notification: of the latest values. */
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpfloat (tranche_activity_get_fraction (activity), ==, 1);
  g_assert_cmpstr (tranche_activity_get_step (activity), ==, "Writing");
  g_assert_finalize_object (activity);
}

static void
test_clamp (void)
{
  TrancheActivity *activity = tranche_activity_new ("Importing");

  tranche_activity_report (7, NULL, activity);
  drain ();
  g_assert_cmpfloat (tranche_activity_get_fraction (activity), ==, 1);
  tranche_activity_report (-0.5, NULL, activity);
  drain ();
  g_assert_cmpfloat (tranche_activity_get_fraction (activity), ==, -1);
  g_assert_finalize_object (activity);
}

static void
test_finish (void)
{
  TrancheActivity *activity = tranche_activity_new ("Importing");
  guint n_told = 0;

  g_signal_connect_swapped (activity, "notify::done", G_CALLBACK (count_cb), &n_told);
  tranche_activity_report (0.5, "Reading", activity);
  tranche_activity_finish (activity);
  tranche_activity_finish (activity);
  drain ();

  /* What was told before the end isn't shown after it. */
  g_assert_true (tranche_activity_get_done (activity));
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpfloat (tranche_activity_get_fraction (activity), ==, -1);
  g_assert_finalize_object (activity);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/activity/report", test_report);
  g_test_add_func ("/model/activity/clamp", test_clamp);
  g_test_add_func ("/model/activity/finish", test_finish);

  return g_test_run ();
}
