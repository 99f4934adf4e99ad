/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/segment-dialog.h"

#include <glib/gi18n.h>

#include "store/actions/segments.h"
#include "ui/segments/look-picker.h"
#include "ui/widgets/segment-badge.h"

struct _TrancheSegmentDialog
{
  TrancheNamedDialog parent_instance;

  /* Template widgets */
  TrancheLookPicker *look_picker;
  TrancheSegmentBadge *badge;
};

G_DEFINE_FINAL_TYPE (TrancheSegmentDialog, tranche_segment_dialog, TRANCHE_TYPE_NAMED_DIALOG)

static TrancheSegment *
get_draft (TrancheSegmentDialog *self)
{
  return TRANCHE_SEGMENT (tranche_named_dialog_get_draft (TRANCHE_NAMED_DIALOG (self)));
}

static void
show_badge (TrancheSegmentDialog *self)
{
  TrancheSegment *draft = get_draft (self);

  tranche_segment_badge_set (self->badge, *draft->name != '\0' ? draft->name : _ ("New Segment"),
                             draft->colour, draft->mark);
}

static void
look_chosen_cb (TrancheSegmentDialog *self, int colour, int mark)
{
  g_object_set (get_draft (self), "colour", colour, "mark", mark, NULL);
}

static gboolean
save_segment (TrancheDatabase *db, TrancheRecord *record, GError **error)
{
  TrancheSegment *segment = TRANCHE_SEGMENT (record);

  if (tranche_record_get_id (record) == 0)
    return tranche_segments_add (db, segment, error);
  return tranche_segments_edit (db, segment, error);
}

static void
tranche_segment_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TRANCHE_TYPE_SEGMENT_DIALOG);

  G_OBJECT_CLASS (tranche_segment_dialog_parent_class)->dispose (object);
}

static void
tranche_segment_dialog_class_init (TrancheSegmentDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TrancheNamedDialogClass *dialog_class = TRANCHE_NAMED_DIALOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_segment_dialog_dispose;
  dialog_class->add_title = N_ ("Add Segment");
  dialog_class->edit_title = N_ ("Edit Segment");
  /* Translators: %s is a segment */
  dialog_class->added = N_ ("Segment “%s” added");
  /* Translators: %s is a segment */
  dialog_class->changed = N_ ("Segment “%s” changed");
  dialog_class->failure = N_ ("Couldn’t save the segment");
  dialog_class->name_taken
      = N_ ("There is a segment with this name already. Inactive ones count too.");
  dialog_class->description_missing = N_ ("Say who belongs in this segment.");
  dialog_class->save = save_segment;

  g_type_ensure (TRANCHE_TYPE_LOOK_PICKER);
  g_type_ensure (TRANCHE_TYPE_SEGMENT_BADGE);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/segment-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentDialog, look_picker);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentDialog, badge);
  gtk_widget_class_bind_template_callback (widget_class, look_chosen_cb);
}

static void
tranche_segment_dialog_init (TrancheSegmentDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
tranche_segment_dialog_new (TrancheSession *session, TrancheSegment *segment)
{
  TrancheSegmentDialog *self;

  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);
  g_return_val_if_fail (TRANCHE_IS_SEGMENT (segment), NULL);

  self = g_object_new (TRANCHE_TYPE_SEGMENT_DIALOG, NULL);
  tranche_named_dialog_set_record (TRANCHE_NAMED_DIALOG (self), session, TRANCHE_RECORD (segment),
                                   NULL);
  tranche_look_picker_set_look (self->look_picker, segment->colour, segment->mark);
  g_signal_connect_object (get_draft (self), "notify", G_CALLBACK (show_badge), self,
                           G_CONNECT_SWAPPED);
  show_badge (self);
  return ADW_DIALOG (self);
}
