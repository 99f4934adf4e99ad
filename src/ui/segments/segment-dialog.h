/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/entities/segment.h"
#include "model/session.h"
#include "ui/segments/named-dialog.h"


G_BEGIN_DECLS

#define TRANCHE_TYPE_SEGMENT_DIALOG (tranche_segment_dialog_get_type ())
G_DECLARE_FINAL_TYPE (TrancheSegmentDialog,
                      tranche_segment_dialog,
                      TRANCHE,
                      SEGMENT_DIALOG,
                      TrancheNamedDialog)

/* @segment: a new one with its model (and, if wanted, its look), or one that was read: a copy of it
 * is edited. */
AdwDialog *tranche_segment_dialog_new (TrancheSession *session, TrancheSegment *segment);

G_END_DECLS
