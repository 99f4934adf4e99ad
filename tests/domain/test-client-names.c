/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/client-names.h"

static void
assert_name (TrancheClientKind kind, const TranchePeopleNames *people, const char *expected)
{
  g_autofree char *name = tranche_client_names_propose_name (kind, people);

  g_assert_cmpstr (name, ==, expected);
}

static void
assert_salutation (TrancheClientKind kind, const TranchePeopleNames *people, const char *expected)
{
  g_autofree char *salutation = tranche_client_names_propose_salutation (kind, people);

  g_assert_cmpstr (salutation, ==, expected);
}

static void
test_household (void)
{
  const TranchePeopleNames nobody = { 0 };
  const TranchePeopleNames one = { " Peter ", " Elliott ", NULL, "" };
  const TranchePeopleNames same = { "Peter", "Elliott", "Jean", "Elliott " };
  const TranchePeopleNames other = { "Wei", "Ng", "Lin", "Tan" };
  const TranchePeopleNames nameless = { "Wei", " ", "Lin", "Tan" };

  assert_name (TRANCHE_CLIENT_HOUSEHOLD, &nobody, "");
  assert_name (TRANCHE_CLIENT_HOUSEHOLD, &one, "Elliott Household");
  assert_name (TRANCHE_CLIENT_HOUSEHOLD, &same, "Elliott Household");
  assert_name (TRANCHE_CLIENT_HOUSEHOLD, &other, "Ng & Tan Household");
  assert_name (TRANCHE_CLIENT_HOUSEHOLD, &nameless, "");
}

static void
test_others (void)
{
  const TranchePeopleNames two = { "Peter", "Elliott", "Jean", "Tan" };
  const TranchePeopleNames one = { "", "Cher", NULL, NULL };

  assert_name (TRANCHE_CLIENT_INDIVIDUAL, &two, "Peter Elliott");
  assert_name (TRANCHE_CLIENT_INDIVIDUAL, &one, "Cher");
  assert_name (TRANCHE_CLIENT_COMPANY, &two, "");
  assert_name (TRANCHE_CLIENT_SMSF, &two, "");
}

static void
test_salutation (void)
{
  const TranchePeopleNames nobody = { NULL, "Elliott", NULL, NULL };
  const TranchePeopleNames two = { "Peter", "Elliott", " Jean ", "Elliott" };
  const TranchePeopleNames second = { "", "Elliott", "Jean", "Elliott" };

  assert_salutation (TRANCHE_CLIENT_HOUSEHOLD, &nobody, "");
  assert_salutation (TRANCHE_CLIENT_HOUSEHOLD, &two, "Peter and Jean");
  assert_salutation (TRANCHE_CLIENT_HOUSEHOLD, &second, "Jean");
  assert_salutation (TRANCHE_CLIENT_INDIVIDUAL, &two, "Peter");
  assert_salutation (TRANCHE_CLIENT_COMPANY, &two, "Peter");
}

static void
test_needs_contact (void)
{
  g_assert_true (tranche_client_kind_needs_contact (TRANCHE_CLIENT_HOUSEHOLD));
  g_assert_true (tranche_client_kind_needs_contact (TRANCHE_CLIENT_INDIVIDUAL));
  g_assert_false (tranche_client_kind_needs_contact (TRANCHE_CLIENT_TRUST));
}

static void
test_email (void)
{
  static const char *const good[] = { "jean@example.com", "j.o'brien+fds@mail.example.com.au" };
  static const char *const bad[] = { "",       "jean",          "@example.com",  "jean@",
                                     "a@b",    "jean@.example", "a b@c.example", "a@b@c.example",
                                     "a@b.c.", "a@b.c\n" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (tranche_email_is_plausible (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (tranche_email_is_plausible (bad[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/domain/client-names/household", test_household);
  g_test_add_func ("/domain/client-names/others", test_others);
  g_test_add_func ("/domain/client-names/salutation", test_salutation);
  g_test_add_func ("/domain/client-names/needs-contact", test_needs_contact);
  g_test_add_func ("/domain/client-names/email", test_email);

  return g_test_run ();
}
