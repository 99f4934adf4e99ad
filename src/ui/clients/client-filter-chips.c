/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/client-filter-chips.h"

#include <glib/gi18n.h>

struct _TrancheClientFilterChips
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkRevealer *revealer;
  AdwWrapBox *box;
};

enum
{
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrancheClientFilterChips, tranche_client_filter_chips, ADW_TYPE_BIN)

typedef struct
{
  TrancheClientFilterChips *chips;
  gboolean is_owner;
  gint64 id;
} Chip;

static void
chip_clicked_cb (GtkButton *button, Chip *chip)
{
  g_signal_emit (chip->chips, signals[REMOVED], 0, chip->is_owner, chip->id);
}

static void
add_chip (TrancheClientFilterChips *self, gboolean is_owner, gint64 id, const char *name)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();
  Chip *chip = g_new (Chip, 1);
  /* Translators: %s is the name of a segment or team member that is filtered by */
  g_autofree char *text = g_strdup_printf (_ ("Remove Filter “%s”"), name);

  *chip = (Chip) { self, is_owner, id };
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "window-close-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), name);
  adw_button_content_set_can_shrink (ADW_BUTTON_CONTENT (content), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "filter-chip");
  gtk_widget_set_tooltip_text (button, text);
  /* Its label names it. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (chip_clicked_cb), chip,
                         (GClosureNotify) (GCallback) g_free, 0);
  adw_wrap_box_append (self->box, button);
}

static void
add_segment (TrancheClientFilterChips *self, TrancheClientContext *context, gint64 id)
{
  const TrancheListedSegment *segment = tranche_client_context_get_segment (
      context, tranche_client_context_find_segment (context, id));
  g_autofree char *inactive = NULL;

  if (segment != NULL && !segment->active)
    /* Translators: %s is a segment that somebody still has */
    inactive = g_strdup_printf (_ ("%s (inactive)"), segment->name);
  add_chip (self, FALSE, id,
            inactive != NULL  ? inactive
            : segment != NULL ? segment->name
                              : _ ("No Segment"));
}

static void
add_owner (TrancheClientFilterChips *self, TrancheClientContext *context, gint64 id)
{
  const TrancheClientOwner *owner
      = tranche_client_context_get_owner (context, tranche_client_context_find_owner (context, id));

  add_chip (self, TRUE, id, owner != NULL ? owner->name : _ ("No Owner"));
}

static void
tranche_client_filter_chips_dispose (GObject *object)
{
  /* The template’s own child goes before the template does. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), TRANCHE_TYPE_CLIENT_FILTER_CHIPS);

  G_OBJECT_CLASS (tranche_client_filter_chips_parent_class)->dispose (object);
}

static void
tranche_client_filter_chips_class_init (TrancheClientFilterChipsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_client_filter_chips_dispose;

  signals[REMOVED]
      = g_signal_new ("removed", TRANCHE_TYPE_CLIENT_FILTER_CHIPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 2, G_TYPE_BOOLEAN, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/client-filter-chips.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheClientFilterChips, revealer);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientFilterChips, box);
}

static void
tranche_client_filter_chips_init (TrancheClientFilterChips *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tranche_client_filter_chips_update (TrancheClientFilterChips *self,
                                    TrancheClientContext *context,
                                    const TrancheClientQuery *query)
{
  const GArray *segment_ids;
  const GArray *owner_ids;
  GtkWidget *child;

  g_return_if_fail (TRANCHE_IS_CLIENT_FILTER_CHIPS (self));
  g_return_if_fail (query != NULL);

  segment_ids = query->segment_ids;
  owner_ids = query->owner_ids;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    adw_wrap_box_remove (self->box, child);
  for (guint i = 0; context != NULL && segment_ids != NULL && i < segment_ids->len; i++)
    add_segment (self, context, g_array_index (segment_ids, gint64, i));
  for (guint i = 0; context != NULL && owner_ids != NULL && i < owner_ids->len; i++)
    add_owner (self, context, g_array_index (owner_ids, gint64, i));
  gtk_revealer_set_reveal_child (self->revealer, segment_ids != NULL || owner_ids != NULL);
}
