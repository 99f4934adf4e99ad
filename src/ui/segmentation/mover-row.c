/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segmentation/mover-row.h"

#include <glib/gi18n.h>

#include "ui/widgets/value-label.h"

struct _TrancheMoverRow
{
  GtkBox parent_instance;

  /* Borrowed: children */
  GtkLabel *name_label;
  GtkLabel *move_label;
  GtkLabel *total_label;

  /* Owned */
  GSignalGroup *signals;
};

G_DEFINE_FINAL_TYPE (TrancheMoverRow, tranche_mover_row, GTK_TYPE_BOX)

static void
show_mover (TrancheMoverRow *self, const TrancheRunMover *mover)
{
  const char *to = mover->to_name != NULL ? mover->to_name : _ ("Unsegmented");
  g_autofree char *move = NULL;

  if (!mover->had_segment)
    /* Translators: %s is a segment: somebody was segmented for the first time */
    move = g_strdup_printf (_ ("new in %s"), to);
  else
    /* Translators: from one segment to another */
    move = g_strdup_printf (_ ("%s → %s"),
                            mover->from_name != NULL ? mover->from_name : _ ("Unsegmented"), to);
  gtk_label_set_label (self->name_label, mover->name);
  gtk_label_set_label (self->move_label, move);
  tranche_label_set_money (self->total_label, mover->total);
}

static void
mover_read_cb (TrancheMoverRow *self)
{
  g_autoptr (TrancheSegmentationMover) item = g_signal_group_dup_target (self->signals);
  const TrancheRunMover *mover = item != NULL ? tranche_segmentation_mover_get_mover (item) : NULL;

  if (mover != NULL)
    {
      show_mover (self, mover);
      return;
    }
  gtk_label_set_label (self->name_label, "");
  gtk_label_set_label (self->move_label, "");
  gtk_label_set_label (self->total_label, "");
}

static void
tranche_mover_row_dispose (GObject *object)
{
  g_clear_object (&TRANCHE_MOVER_ROW (object)->signals);

  G_OBJECT_CLASS (tranche_mover_row_parent_class)->dispose (object);
}

static void
tranche_mover_row_class_init (TrancheMoverRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tranche_mover_row_dispose;
}

static GtkLabel *
create_label (const char *style_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style_class != NULL)
    {
      gtk_widget_add_css_class (label, style_class);
      gtk_widget_add_css_class (label, "dimmed");
    }
  return GTK_LABEL (label);
}

static void
tranche_mover_row_init (TrancheMoverRow *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->name_label = create_label (NULL);
  self->move_label = create_label ("caption");
  self->total_label = GTK_LABEL (tranche_money_label_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->total_label), GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->name_label));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->move_label));
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_box_append (GTK_BOX (self), texts);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->total_label));

  self->signals = g_signal_group_new (TRANCHE_TYPE_SEGMENTATION_MOVER);
  g_signal_group_connect_swapped (self->signals, "notify::mover", G_CALLBACK (mover_read_cb), self);
}

GtkWidget *
tranche_mover_row_new (void)
{
  return g_object_new (TRANCHE_TYPE_MOVER_ROW, NULL);
}

void
tranche_mover_row_set_mover (TrancheMoverRow *self, TrancheSegmentationMover *mover)
{
  g_return_if_fail (TRANCHE_IS_MOVER_ROW (self));

  g_signal_group_set_target (self->signals, mover);
  mover_read_cb (self);
}
