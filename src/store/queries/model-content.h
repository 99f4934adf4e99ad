/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/entities/benefit.h"
#include "domain/entities/segment.h"
#include "domain/entities/segmentation-model.h"
#include "store/database.h"

G_BEGIN_DECLS

typedef enum
{
  TRANCHE_SEGMENTS_ACTIVE = 1 << 0,
  TRANCHE_SEGMENTS_INACTIVE = 1 << 1,
  TRANCHE_SEGMENTS_ALL = TRANCHE_SEGMENTS_ACTIVE | TRANCHE_SEGMENTS_INACTIVE,
} TrancheSegmentFilter;

/**
 * TrancheModelContent:
 * @model: (nullable): %NULL for one that was read from a file
 * @segments: (element-type TrancheSegment): in their order, inactive ones too
 * @benefits: (element-type TrancheBenefit): by order number, then by name
 *
 * A whole segmentation model: today's, a past day's, or one that somebody wants to import. The
 * matrix of benefits and segments is asked for by index.
 */
typedef struct _TrancheModelContent TrancheModelContent;
struct _TrancheModelContent
{
  TrancheSegmentationModel *model;
  GPtrArray *segments;
  GPtrArray *benefits;

  /*< private >*/
  GHashTable *cells;
};

/* (transfer full): without anything in it; for those who fill it. */
TrancheModelContent *tranche_model_content_new (void);
void tranche_model_content_free (TrancheModelContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrancheModelContent, tranche_model_content_free)

TrancheSegment *tranche_model_content_get_segment (const TrancheModelContent *self, guint index);
TrancheBenefit *tranche_model_content_get_benefit (const TrancheModelContent *self, guint index);

/* Whether the segment holds the benefit. */
gboolean
tranche_model_content_get_cell (const TrancheModelContent *self, guint benefit, guint segment);
void tranche_model_content_set_cell (TrancheModelContent *self,
                                     guint benefit,
                                     guint segment,
                                     gboolean held);

/* How many of the segments in @filter hold the benefit; how many benefits the segment holds. */
guint tranche_model_content_count_segments (const TrancheModelContent *self,
                                            guint benefit,
                                            TrancheSegmentFilter filter);
guint tranche_model_content_count_benefits (const TrancheModelContent *self, guint segment);

/* -1 if it isn't there; names in any case. */
int tranche_model_content_find_segment (const TrancheModelContent *self, const char *name);
int tranche_model_content_find_benefit (const TrancheModelContent *self, const char *name);

/* Brings segments and benefits into their order; cells go with them. */
void tranche_model_content_sort (TrancheModelContent *self);

/* (transfer full): as it is now, in three statements whatever its size; NOT_FOUND */
TrancheModelContent *
tranche_model_content_load (TrancheDatabase *db, gint64 model_id, GError **error);

/**
 * tranche_model_content_load_at:
 * @moment: microseconds since 1970
 *
 * The model as it was at a moment, made again from the changes since: what was written before or
 * at @moment counts. A model that didn't exist yet is empty.
 *
 * Returns: (transfer full): NOT_FOUND if there never was such a model
 */
TrancheModelContent *
tranche_model_content_load_at (TrancheDatabase *db, gint64 model_id, gint64 moment, GError **error);

/* (transfer full) (element-type TrancheSegment): in their order. */
GPtrArray *tranche_model_segments_list (TrancheDatabase *db,
                                        gint64 model_id,
                                        TrancheSegmentFilter filter,
                                        GError **error);
/* (transfer full) (element-type TrancheBenefit): by order number, then by name; removed ones left
 * out. */
GPtrArray *tranche_model_benefits_list (TrancheDatabase *db, gint64 model_id, GError **error);

/**
 * tranche_segment_choices_load:
 * @keep_id: what is chosen now, 0: nothing
 *
 * What every picker of segments offers: the active ones of the model that the office uses, and
 * after them @keep_id where it isn't one of these, so that whoever has it keeps it, marked.
 *
 * Returns: (transfer full) (element-type TrancheSegment): in their order
 */
GPtrArray *tranche_segment_choices_load (TrancheDatabase *db,
                                         gint64 office_id,
                                         gint64 keep_id,
                                         GError **error);

G_END_DECLS
