/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/model-snapshot.h"
#include "ui/app/page.h"

G_BEGIN_DECLS

#define TRANCHE_TYPE_MODEL_PAGE (tranche_model_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (TrancheModelPage, tranche_model_page, TRANCHE, MODEL_PAGE, TranchePage)

/**
 * TrancheModelPage:
 *
 * A page that shows the segmentation model of the session's office and lets its members edit it:
 * the frame with the Add button, the menu of the whole model (see model-actions.h) and the banner
 * that says why nothing can be edited; the reading, again after every change; what may be done. A
 * subclass shows what was read. It has the action page.edit-segment (x).
 *
 * Properties: narrow; cramped: narrower than title_width; for the subclass's template: new-label
 * (what the Add button does), problem-title, content, header-end (nullable: a widget at the end of
 * the header bar).
 */
struct _TrancheModelPageClass
{
  TranchePageClass parent_class;

  /* (array zero-terminated=1): the page's own actions that change the model; they are insensitive
   * for members who may not. */
  const char *const *edit_actions;

  /* (nullable) (array zero-terminated=1): changes in which tables concern the page, sorted; NULL:
   * all. */
  const char *const *tables;

  /* In sp: the greatest width at which the title doesn't fit between the buttons of the header bar,
   * and stands below it. */
  double title_width;

  /* Whether the snapshot tells how many clients have each segment. */
  gboolean counts_clients;

  /* Shows what was read; may take snapshot->content. What is asked for below is known by then. */
  void (*show_snapshot) (TrancheModelPage *self, TrancheModelSnapshot *snapshot);

  /* (transfer none) (nullable): one of those that are shown. */
  TrancheSegment *(*find_segment) (TrancheModelPage *self, gint64 segment_id);

  /*< private >*/
  gpointer padding[8];
};

/* 0 until it was read. */
gint64 tranche_model_page_get_model_id (TrancheModelPage *self);

/* (nullable): why the model can't be edited, in a sentence; NULL: it can. */
const char *tranche_model_page_get_obstacle (TrancheModelPage *self);

/* Whether there is room for two lines rather than a table. */
gboolean tranche_model_page_get_narrow (TrancheModelPage *self);

/* Reads again; what was being read before is dropped. */
void tranche_model_page_reload (TrancheModelPage *self);

G_END_DECLS
