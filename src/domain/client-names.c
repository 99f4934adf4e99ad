/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/client-names.h"

#include <glib/gi18n.h>
#include <string.h>

static char *
dup_stripped (const char *text)
{
  return g_strstrip (g_strdup (text != NULL ? text : ""));
}

static char *
propose_household (const char *family_name, const char *partner_family_name)
{
  if (*partner_family_name == '\0' || g_str_equal (family_name, partner_family_name))
    /* Translators: the name of a household; %s is a family name */
    return g_strdup_printf (_ ("%s Household"), family_name);
  /* Translators: the name of a household whose partners have names of their own */
  return g_strdup_printf (_ ("%s & %s Household"), family_name, partner_family_name);
}

char *
tranche_client_names_propose_name (TrancheClientKind kind, const TranchePeopleNames *people)
{
  g_autofree char *given_names = NULL;
  g_autofree char *family_name = NULL;
  g_autofree char *partner_family_name = NULL;

  g_return_val_if_fail (people != NULL, NULL);

  given_names = dup_stripped (people->given_names);
  family_name = dup_stripped (people->family_name);
  partner_family_name = dup_stripped (people->partner_family_name);
  if (*family_name == '\0' || !tranche_client_kind_needs_contact (kind))
    return g_strdup ("");
  if (kind == TRANCHE_CLIENT_HOUSEHOLD)
    return propose_household (family_name, partner_family_name);
  if (*given_names == '\0')
    return g_steal_pointer (&family_name);
  return g_strdup_printf ("%s %s", given_names, family_name);
}

char *
tranche_client_names_propose_salutation (TrancheClientKind kind, const TranchePeopleNames *people)
{
  g_autofree char *given_names = NULL;
  g_autofree char *partner_given_names = NULL;

  g_return_val_if_fail (people != NULL, NULL);

  given_names = dup_stripped (people->given_names);
  partner_given_names
      = dup_stripped (kind == TRANCHE_CLIENT_HOUSEHOLD ? people->partner_given_names : NULL);
  if (*given_names == '\0')
    return g_steal_pointer (&partner_given_names);
  if (*partner_given_names == '\0')
    return g_steal_pointer (&given_names);
  /* Translators: the given names of a household's two partners, as a letter addresses them */
  return g_strdup_printf (_ ("%s and %s"), given_names, partner_given_names);
}

gboolean
tranche_client_kind_needs_contact (TrancheClientKind kind)
{
  return kind == TRANCHE_CLIENT_HOUSEHOLD || kind == TRANCHE_CLIENT_INDIVIDUAL;
}

gboolean
tranche_email_is_plausible (const char *text)
{
  const char *at;

  g_return_val_if_fail (text != NULL, FALSE);

  at = strchr (text, '@');
  return at != NULL && at != text && strchr (at + 1, '@') == NULL && at[1] != '\0' && at[1] != '.'
         && strpbrk (text, " \t\r\n") == NULL && strchr (at, '.') != NULL
         && text[strlen (text) - 1] != '.';
}
