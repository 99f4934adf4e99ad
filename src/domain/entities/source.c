/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/source.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheSource, tranche_source, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (TEXT, TrancheSource, name, "name", N_ ("Name"), TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD_RANGE (INTEGER,
                       TrancheSource,
                       position,
                       "position",
                       N_ ("Position"),
                       TRANCHE_FIELD_OPTIONAL,
                       0,
                       G_MAXINT32),
  TRANCHE_FIELD (BOOLEAN, TrancheSource, active, "active", N_ ("Active"), TRANCHE_FIELD_OPTIONAL),
};

static void
tranche_source_class_init (TrancheSourceClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  tranche_record_class_set_fields (record_class, "source", fields, G_N_ELEMENTS (fields));
}

static void
tranche_source_init (TrancheSource *self)
{
  self->active = TRUE;
}

TrancheSource *
tranche_source_new (void)
{
  return g_object_new (TRANCHE_TYPE_SOURCE, NULL);
}
