/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/entities/segment.h"

#include "domain/entities/entity-private.h"
#include "domain/text.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (TrancheSegment, tranche_segment, TRANCHE_TYPE_RECORD)

static const TrancheField fields[] = {
  TRANCHE_FIELD (ID,
                 TrancheSegment,
                 model_id,
                 "model-id",
                 N_ ("Segmentation model"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD (TEXT,
                 TrancheSegment,
                 name,
                 "name",
                 N_ ("Name"),
                 TRANCHE_FIELD_REQUIRED | TRANCHE_FIELD_SEARCHABLE),
  TRANCHE_FIELD (TEXT,
                 TrancheSegment,
                 folded_name,
                 "folded-name",
                 N_ ("Folded name"),
                 TRANCHE_FIELD_DERIVED),
  TRANCHE_FIELD (TEXT,
                 TrancheSegment,
                 description,
                 "description",
                 N_ ("Description"),
                 TRANCHE_FIELD_REQUIRED),
  TRANCHE_FIELD_RANGE (CODE,
                       TrancheSegment,
                       colour,
                       "colour",
                       N_ ("Colour"),
                       TRANCHE_FIELD_OPTIONAL,
                       TRANCHE_COLOUR_BLUE,
                       TRANCHE_COLOUR_SLATE),
  TRANCHE_FIELD_RANGE (CODE,
                       TrancheSegment,
                       mark,
                       "mark",
                       /* Translators: the shape that stands for a segment: “Circle” */
                       N_ ("Mark"),
                       TRANCHE_FIELD_OPTIONAL,
                       TRANCHE_MARK_CIRCLE,
                       TRANCHE_MARK_RING),
  TRANCHE_FIELD_RANGE (INTEGER,
                       TrancheSegment,
                       position,
                       "position",
                       N_ ("Position"),
                       TRANCHE_FIELD_OPTIONAL,
                       0,
                       G_MAXINT32),
  TRANCHE_FIELD (BOOLEAN, TrancheSegment, active, "active", N_ ("Active"), TRANCHE_FIELD_OPTIONAL),
};

/* Names that differ in case or marks alone are the same to people. */
static void
tranche_segment_derive (TrancheRecord *record)
{
  g_autofree char *folded = tranche_text_fold (TRANCHE_SEGMENT (record)->name);

  tranche_record_set_text (record, tranche_record_find_field (record, "folded-name"), folded);
}

static void
tranche_segment_class_init (TrancheSegmentClass *klass)
{
  TrancheRecordClass *record_class = TRANCHE_RECORD_CLASS (klass);

  record_class->derive = tranche_segment_derive;
  record_class->validate = tranche_entity_check_words;
  tranche_record_class_set_fields (record_class, "segment", fields, G_N_ELEMENTS (fields));
}

static void
tranche_segment_init (TrancheSegment *self)
{
  self->active = TRUE;
}

TrancheSegment *
tranche_segment_new (void)
{
  return g_object_new (TRANCHE_TYPE_SEGMENT, NULL);
}
