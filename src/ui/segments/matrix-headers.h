/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/entities/benefit.h"
#include "domain/entities/segment.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * The heads of a TrancheMatrixView's rows and columns. Their buttons use the page's actions:
 * page.edit-benefit, page.remove-benefit, page.edit-segment, page.fill-segment and
 * page.clear-segment, all of an id.
 */

#define TRANCHE_TYPE_BENEFIT_HEADER (tranche_benefit_header_get_type ())
G_DECLARE_FINAL_TYPE (TrancheBenefitHeader,
                      tranche_benefit_header,
                      TRANCHE,
                      BENEFIT_HEADER,
                      GtkWidget)

GtkWidget *tranche_benefit_header_new (void);

/* @n_held of @n_segments hold it. @compact: without buttons, for narrow windows. @obstacle:
 * (nullable): why it can't be edited; "": without the buttons for it */
void tranche_benefit_header_set (TrancheBenefitHeader *self,
                                 TrancheBenefit *benefit,
                                 guint n_held,
                                 guint n_segments,
                                 gboolean compact,
                                 const char *obstacle);

#define TRANCHE_TYPE_SEGMENT_HEADER (tranche_segment_header_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSegmentHeader,
                      tranche_segment_header,
                      TRANCHE,
                      SEGMENT_HEADER,
                      GtkWidget)

GtkWidget *tranche_segment_header_new (void);
void
tranche_segment_header_set (TrancheSegmentHeader *self, TrancheSegment *segment, guint n_services);

G_END_DECLS
