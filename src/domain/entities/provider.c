/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/provider.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheProvider, tranche_provider, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD_RANGE (CODE,
                       TrancheProvider,
                       kind,
                       "kind",
                       N_ ("Kind"),
                       TRANCHE_FIELD_OPTIONAL,
                       TRANCHE_PROVIDER_PRODUCT,
                       TRANCHE_PROVIDER_DIVISION),
  TRANCHE_FIELD (TEXT,
                 TrancheProvider,
                 name,
                 "name",
                 N_ ("Name"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_SEARCHABLE),
  TRANCHE_FIELD (TEXT, TrancheProvider, phone, "phone", N_ ("Phone"), TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (TEXT, TrancheProvider, email, "email", N_ ("E-mail"), TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (TEXT, TrancheProvider, website, "website", N_ ("Website"), TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (TEXT, TrancheProvider, address, "address", N_ ("Address"), TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (TEXT, TrancheProvider, notes, "notes", N_ ("Notes"), TRANCHE_FIELD_OPTIONAL),
};

static TranchePartyKind
tranche_provider_get_party_kind (TrancheRecord *record)
{
  return TRANCHE_PROVIDER (record)->kind == TRANCHE_PROVIDER_DIVISION ? TRANCHE_PARTY_DIVISION
                                                                      : TRANCHE_PARTY_PROVIDER;
}

static void
tranche_provider_class_init (TrancheProviderClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->party_kind = TRANCHE_PARTY_PROVIDER;
  record_class->get_party_kind = tranche_provider_get_party_kind;
  tranche_record_class_set_fields (record_class, "provider", fields, G_N_ELEMENTS (fields));
}

static void
tranche_provider_init (TrancheProvider *self)
{
}

TrancheProvider *
tranche_provider_new (void)
{
  return g_object_new (TRANCHE_TYPE_PROVIDER, NULL);
}
