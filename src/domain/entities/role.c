/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/role.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheRole, tranche_role, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (TEXT, TrancheRole, name, "name", N_ ("Name"), TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD_RANGE (CODE,
                       TrancheRole,
                       level,
                       "level",
                       /* Translators: licensee, practice or office */
                       N_ ("Level"),
                       TRANCHE_FIELD_OPTIONAL,
                       TRANCHE_ROLE_LICENSEE,
                       TRANCHE_ROLE_OFFICE),
  TRANCHE_FIELD_RANGE (INTEGER,
                       TrancheRole,
                       permissions,
                       "permissions",
                       N_ ("Permissions"),
                       TRANCHE_FIELD_OPTIONAL,
                       0,
                       G_MAXINT32),
};

static void
tranche_role_class_init (TrancheRoleClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  tranche_record_class_set_fields (record_class, "role", fields, G_N_ELEMENTS (fields));
}

static void
tranche_role_init (TrancheRole *self)
{
}

TrancheRole *
tranche_role_new (void)
{
  return g_object_new (TRANCHE_TYPE_ROLE, NULL);
}
