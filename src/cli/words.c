/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/words.h"

#include "cli/command.h"

#include <glib/gi18n.h>

static const char *const client_kinds[] = {
  [TRANCHE_CLIENT_HOUSEHOLD] = "household", [TRANCHE_CLIENT_INDIVIDUAL] = "individual",
  [TRANCHE_CLIENT_COMPANY] = "company",     [TRANCHE_CLIENT_TRUST] = "trust",
  [TRANCHE_CLIENT_SMSF] = "smsf",           [TRANCHE_CLIENT_BUSINESS] = "business",
};

const char *
tranche_driver_to_word (TrancheSegmentDriver driver)
{
  switch (driver)
    {
    case TRANCHE_DRIVER_OVERRIDE:
      return "override";
    case TRANCHE_DRIVER_GROUP:
      return "group";
    case TRANCHE_DRIVER_INDIVIDUAL:
      return "individual";
    case TRANCHE_DRIVER_NONE:
    default:
      return NULL;
    }
}

const char *
tranche_target_to_word (TrancheStrategyTarget target)
{
  return target == TRANCHE_TARGET_GROUP ? "group" : "individual";
}

gboolean
tranche_target_from_word (const char *word, TrancheStrategyTarget *target)
{
  *target = g_strcmp0 (word, "group") == 0 ? TRANCHE_TARGET_GROUP : TRANCHE_TARGET_INDIVIDUAL;
  if (word == NULL || g_str_equal (word, tranche_target_to_word (*target)))
    return TRUE;

  tranche_command_usage_error (_ ("--target is “individual” or “group”, not “%s”"), word);
  return FALSE;
}

const char *
tranche_client_kind_to_word (int kind)
{
  return kind > 0 && kind < (int) G_N_ELEMENTS (client_kinds) ? client_kinds[kind] : NULL;
}

int
tranche_client_kind_from_word (const char *word)
{
  for (int kind = 1; kind < (int) G_N_ELEMENTS (client_kinds); kind++)
    if (g_ascii_strcasecmp (client_kinds[kind], word) == 0)
      return kind;
  return 0;
}
