/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/session.h"

static void
count_cb (guint *n_told)
{
  (*n_told)++;
}

static void
test_office (void)
{
  TrancheSession *session = tranche_session_new (NULL);
  guint n_told = 0;

  g_signal_connect_swapped (session, "notify", G_CALLBACK (count_cb), &n_told);
  g_assert_cmpint (tranche_session_get_office_id (session), ==, 0);
  g_assert_cmpstr (tranche_session_get_office_name (session), ==, "");

  tranche_session_set_office (session, 3, "Cape Town");
  g_assert_cmpint (tranche_session_get_office_id (session), ==, 3);
  g_assert_cmpstr (tranche_session_get_office_name (session), ==, "Cape Town");
  g_assert_cmpuint (n_told, ==, 2);
  tranche_session_set_office (session, 3, "Cape Town");
  g_assert_cmpuint (n_told, ==, 2);

  tranche_session_set_member (session, 9, "A. Nkosi");
  g_assert_cmpint (tranche_session_get_member_id (session), ==, 9);
  g_assert_cmpuint (n_told, ==, 4);
  g_assert_finalize_object (session);
}

static void
test_today (void)
{
  TrancheSession *session;
  guint n_told = 0;

  g_setenv ("TRANCHE_TODAY", "2025-08-14", TRUE);
  session = tranche_session_new (NULL);
  g_signal_connect_swapped (session, "notify::today", G_CALLBACK (count_cb), &n_told);
  g_assert_cmpint (tranche_session_get_today (session), ==, tranche_date_new (2025, 8, 14));

  tranche_session_update_today (session);
  g_assert_cmpuint (n_told, ==, 0);
  g_setenv ("TRANCHE_TODAY", "2025-08-15", TRUE);
  tranche_session_update_today (session);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpint (tranche_session_get_today (session), ==, tranche_date_new (2025, 8, 15));
  g_assert_finalize_object (session);
}

static void
test_today_malformed (void)
{
  TrancheSession *session;

  g_setenv ("TRANCHE_TODAY", "31 Feb", TRUE);
  session = tranche_session_new (NULL);
  g_unsetenv ("TRANCHE_TODAY");
  g_assert_cmpint (tranche_session_get_today (session), >, tranche_date_new (2025, 1, 1));
  g_assert_finalize_object (session);
}

static void
test_activities (void)
{
  TrancheSession *session = tranche_session_new (NULL);
  TrancheActivity *first = tranche_activity_new ("Importing");
  TrancheActivity *second = tranche_activity_new ("Printing");
  GListModel *activities = tranche_session_get_activities (session);

  tranche_session_add_activity (session, first);
  tranche_session_add_activity (session, second);
  g_assert_cmpuint (g_list_model_get_n_items (activities), ==, 2);
  tranche_activity_finish (first);
  g_assert_cmpuint (g_list_model_get_n_items (activities), ==, 1);
  /* One that is over already isn't shown at all. */
  tranche_session_add_activity (session, first);
  g_assert_cmpuint (g_list_model_get_n_items (activities), ==, 1);

  g_assert_finalize_object (session);
  g_assert_finalize_object (first);
  g_assert_finalize_object (second);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/session/office", test_office);
  g_test_add_func ("/model/session/today", test_today);
  g_test_add_func ("/model/session/today-malformed", test_today_malformed);
  g_test_add_func ("/model/session/activities", test_activities);

  return g_test_run ();
}
