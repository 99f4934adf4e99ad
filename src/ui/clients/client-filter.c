/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/client-filter.h"

#include <glib/gi18n.h>

#include "ui/widgets/segment-badge.h"

struct _TrancheClientFilter
{
  GtkPopover parent_instance;

  /* Template widgets */
  GtkBox *segment_box;
  GtkBox *owner_box;
  GtkWidget *owner_heading;

  /* Owned: the checks, each with the id that it stands for at the same index */
  GPtrArray *segment_checks;
  GArray *segment_ids;
  GPtrArray *owner_checks;
  GArray *owner_ids;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrancheClientFilter, tranche_client_filter, GTK_TYPE_POPOVER)

static void
check_toggled_cb (TrancheClientFilter *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
clear_checks (GtkBox *box, GPtrArray *checks, GArray *ids)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  g_ptr_array_set_size (checks, 0);
  g_array_set_size (ids, 0);
}

static gboolean
is_chosen (const GArray *chosen, gint64 id)
{
  for (guint i = 0; chosen != NULL && i < chosen->len; i++)
    if (g_array_index (chosen, gint64, i) == id)
      return TRUE;
  return FALSE;
}

static GtkWidget *
create_label (const char *name)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static void
add_check (TrancheClientFilter *self,
           GtkBox *box,
           GPtrArray *checks,
           GArray *ids,
           gint64 id,
           GtkWidget *content,
           const char *name,
           guint count,
           const GArray *chosen)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *text = g_strdup_printf ("%'u", count);
  GtkWidget *figure = gtk_label_new (text);

  gtk_widget_set_hexpand (content, TRUE);
  gtk_widget_add_css_class (figure, "dimmed");
  gtk_widget_add_css_class (figure, "numeric");
  gtk_box_append (GTK_BOX (line), content);
  gtk_box_append (GTK_BOX (line), figure);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), line);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_chosen (chosen, id));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (check_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (box, check);
  g_ptr_array_add (checks, check);
  g_array_append_val (ids, id);
}

static GArray *
list_chosen (GPtrArray *checks, GArray *ids)
{
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < checks->len; i++)
    if (gtk_check_button_get_active (checks->pdata[i]))
      g_array_append_val (chosen, g_array_index (ids, gint64, i));
  return chosen->len > 0 ? g_steal_pointer (&chosen) : NULL;
}

static void
tranche_client_filter_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TRANCHE_TYPE_CLIENT_FILTER);

  G_OBJECT_CLASS (tranche_client_filter_parent_class)->dispose (object);
}

static void
tranche_client_filter_finalize (GObject *object)
{
  TrancheClientFilter *self = TRANCHE_CLIENT_FILTER (object);

  g_ptr_array_unref (self->segment_checks);
  g_array_unref (self->segment_ids);
  g_ptr_array_unref (self->owner_checks);
  g_array_unref (self->owner_ids);

  G_OBJECT_CLASS (tranche_client_filter_parent_class)->finalize (object);
}

static void
tranche_client_filter_class_init (TrancheClientFilterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = tranche_client_filter_dispose;
  object_class->finalize = tranche_client_filter_finalize;

  signals[CHANGED] = g_signal_new ("changed", TRANCHE_TYPE_CLIENT_FILTER, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/client-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheClientFilter, segment_box);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientFilter, owner_box);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientFilter, owner_heading);
}

static void
tranche_client_filter_init (TrancheClientFilter *self)
{
  self->segment_checks = g_ptr_array_new ();
  self->segment_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->owner_checks = g_ptr_array_new ();
  self->owner_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}

GArray *
tranche_client_filter_get_segment_ids (TrancheClientFilter *self)
{
  g_return_val_if_fail (TRANCHE_IS_CLIENT_FILTER (self), NULL);

  return list_chosen (self->segment_checks, self->segment_ids);
}

GArray *
tranche_client_filter_get_owner_ids (TrancheClientFilter *self)
{
  g_return_val_if_fail (TRANCHE_IS_CLIENT_FILTER (self), NULL);

  return list_chosen (self->owner_checks, self->owner_ids);
}

/* The highest segment first, as it is the one that people look for. */
static void
add_segments (TrancheClientFilter *self, TrancheClientIndex *index, const TrancheClientQuery *query)
{
  TrancheClientContext *context = tranche_client_index_get_context (index);
  guint n_without = tranche_client_index_count_segment (index, 0);

  for (guint number = context->segments->len; number > 0; number--)
    {
      const TrancheListedSegment *segment = tranche_client_context_get_segment (context, number);
      guint count = tranche_client_index_count_segment (index, number);
      g_autofree char *inactive = NULL;
      GtkWidget *badge;

      if (count == 0 && !is_chosen (query->segment_ids, segment->id))
        continue;
      badge = tranche_segment_badge_new ();
      tranche_segment_badge_set (TRANCHE_SEGMENT_BADGE (badge), segment->name, segment->colour,
                                 segment->mark);
      tranche_segment_badge_set_inactive (TRANCHE_SEGMENT_BADGE (badge), !segment->active);
      if (!segment->active)
        /* Translators: %s is a segment that somebody still has */
        inactive = g_strdup_printf (_ ("%s (inactive)"), segment->name);
      add_check (self, self->segment_box, self->segment_checks, self->segment_ids, segment->id,
                 badge, inactive != NULL ? inactive : segment->name, count, query->segment_ids);
    }
  if (n_without > 0 || is_chosen (query->segment_ids, 0))
    add_check (self, self->segment_box, self->segment_checks, self->segment_ids, 0,
               create_label (_ ("No Segment")), _ ("No Segment"), n_without, query->segment_ids);
}

static void
add_owners (TrancheClientFilter *self, TrancheClientIndex *index, const TrancheClientQuery *query)
{
  TrancheClientContext *context = tranche_client_index_get_context (index);
  guint n_without = tranche_client_index_count_owner (index, 0);

  for (guint number = 1; number <= context->owners->len; number++)
    {
      const TrancheClientOwner *owner = tranche_client_context_get_owner (context, number);
      guint count = tranche_client_index_count_owner (index, number);

      if (count > 0 || is_chosen (query->owner_ids, owner->id))
        add_check (self, self->owner_box, self->owner_checks, self->owner_ids, owner->id,
                   create_label (owner->name), owner->name, count, query->owner_ids);
    }
  if (n_without > 0 || is_chosen (query->owner_ids, 0))
    add_check (self, self->owner_box, self->owner_checks, self->owner_ids, 0,
               create_label (_ ("No Owner")), _ ("No Owner"), n_without, query->owner_ids);
  gtk_widget_set_visible (self->owner_heading, self->owner_checks->len > 0);
}

void
tranche_client_filter_update (TrancheClientFilter *self,
                              TrancheClientIndex *index,
                              const TrancheClientQuery *query)
{
  g_return_if_fail (TRANCHE_IS_CLIENT_FILTER (self));
  g_return_if_fail (index != NULL && query != NULL);

  clear_checks (self->segment_box, self->segment_checks, self->segment_ids);
  clear_checks (self->owner_box, self->owner_checks, self->owner_ids);
  add_segments (self, index, query);
  add_owners (self, index, query);
}
