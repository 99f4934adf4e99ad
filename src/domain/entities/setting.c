/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/setting.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheSetting, tranche_setting, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (ID, TrancheSetting, office_id, "office-id", N_ ("Office"), TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (TEXT, TrancheSetting, key, "key", N_ ("Key"), TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (TEXT, TrancheSetting, value, "value", N_ ("Value"), TRANCHE_FIELD_OPTIONAL),
};

static char *
tranche_setting_dup_display_name (TrancheRecord *record)
{
  return g_strdup (TRANCHE_SETTING (record)->key);
}

static void
tranche_setting_class_init (TrancheSettingClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->dup_display_name = tranche_setting_dup_display_name;
  tranche_record_class_set_fields (record_class, "setting", fields, G_N_ELEMENTS (fields));
}

static void
tranche_setting_init (TrancheSetting *self)
{
}

TrancheSetting *
tranche_setting_new (void)
{
  return g_object_new (TRANCHE_TYPE_SETTING, NULL);
}
