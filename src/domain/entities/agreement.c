/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/agreement.h"

#include "domain/entities/entity-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheAgreement, tranche_agreement, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (TEXT,
                 TrancheAgreement,
                 number,
                 "number",
                 N_ ("Number"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_SEARCHABLE),
  TRANCHE_FIELD_RANGE (CODE,
                       TrancheAgreement,
                       kind,
                       "kind",
                       /* Translators: which of several kinds something is of */
                       N_ ("Kind"),
                       TRANCHE_FIELD_OPTIONAL,
                       TRANCHE_AGREEMENT_ONGOING,
                       TRANCHE_AGREEMENT_FIXED_TERM),
  TRANCHE_FIELD (ID,
                 TrancheAgreement,
                 party_id,
                 "party-id",
                 N_ ("Client or group"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (ID,
                 TrancheAgreement,
                 office_id,
                 "office-id",
                 N_ ("Office"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (ID,
                 TrancheAgreement,
                 adviser_id,
                 "adviser-id",
                 N_ ("Adviser"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (ID,
                 TrancheAgreement,
                 segment_id,
                 "segment-id",
                 N_ ("Service package"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (DATE,
                 TrancheAgreement,
                 start_date,
                 "start-date",
                 N_ ("Start"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (DATE, TrancheAgreement, end_date, "end-date", N_ ("End"), TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (DATE,
                 TrancheAgreement,
                 reference_day,
                 "reference-day",
                 N_ ("Reference day"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD_RANGE (CODE,
                       TrancheAgreement,
                       state,
                       "state",
                       N_ ("State"),
                       TRANCHE_FIELD_OPTIONAL,
                       TRANCHE_AGREEMENT_DRAFT,
                       TRANCHE_AGREEMENT_SUPERSEDED),
  TRANCHE_FIELD (DATE,
                 TrancheAgreement,
                 signed_on,
                 "signed-on",
                 N_ ("Signed"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (DATE,
                 TrancheAgreement,
                 ended_on,
                 "ended-on",
                 N_ ("Ended"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (TEXT,
                 TrancheAgreement,
                 end_basis,
                 "end-basis",
                 N_ ("Why it ended"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (ID,
                 TrancheAgreement,
                 supersedes_id,
                 "supersedes-id",
                 N_ ("Supersedes"),
                 TRANCHE_FIELD_OPTIONAL),
  TRANCHE_FIELD (TEXT, TrancheAgreement, notes, "notes", N_ ("Notes"), TRANCHE_FIELD_PERSONAL),
};

static char *
tranche_agreement_dup_display_name (TrancheRecord *record)
{
  return g_strdup (TRANCHE_AGREEMENT (record)->number);
}

static gint64
tranche_agreement_get_party_id (TrancheRecord *record)
{
  return TRANCHE_AGREEMENT (record)->party_id;
}

/* That a fixed term lasts at most 12 months is an alert and no fault: a draft of it can be kept. */
static gboolean
tranche_agreement_validate (TrancheRecord *record, const TrancheField **field, GError **error)
{
  TrancheAgreement *self = TRANCHE_AGREEMENT (record);

  if (self->kind == TRANCHE_AGREEMENT_FIXED_TERM && self->end_date == TRANCHE_DATE_NONE)
    return tranche_entity_refuse (record, "end-date", N_ ("“%s” is needed"), field, error);
  if (self->kind == TRANCHE_AGREEMENT_ONGOING && self->end_date != TRANCHE_DATE_NONE)
    return tranche_entity_refuse (
        record, "end-date", N_ ("An ongoing arrangement has no end from the start"), field, error);

  if (self->state == TRANCHE_AGREEMENT_ENDED && self->ended_on == TRANCHE_DATE_NONE)
    return tranche_entity_refuse (record, "ended-on", N_ ("“%s” is needed"), field, error);
  if (self->state == TRANCHE_AGREEMENT_ENDED && tranche_entity_is_blank (self->end_basis))
    return tranche_entity_refuse (record, "end-basis", N_ ("“%s” is needed"), field, error);

  return tranche_entity_check_period (record, "start-date", "end-date", field, error);
}

static void
tranche_agreement_class_init (TrancheAgreementClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->dup_display_name = tranche_agreement_dup_display_name;
  record_class->get_party_id = tranche_agreement_get_party_id;
  record_class->validate = tranche_agreement_validate;
  tranche_record_class_set_fields (record_class, "agreement", fields, G_N_ELEMENTS (fields));
}

static void
tranche_agreement_init (TrancheAgreement *self)
{
  self->state = TRANCHE_AGREEMENT_DRAFT;
}

TrancheAgreement *
tranche_agreement_new (void)
{
  return g_object_new (TRANCHE_TYPE_AGREEMENT, NULL);
}
