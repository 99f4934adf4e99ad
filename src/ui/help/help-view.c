/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/help/help-view.h"

#include <glib/gi18n.h>

struct _TrancheHelpView
{
  AdwBin parent_instance;

  /* Borrowed */
  GtkWidget *scroller;
  GtkBox *box;

  /* Owned */
  TrancheHelpTopic *topic;
  GHashTable *headings; /* section id → the heading's label, borrowed from the box */
};

G_DEFINE_FINAL_TYPE (TrancheHelpView, tranche_help_view, ADW_TYPE_BIN)

enum
{
  LINK_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
link_activated_cb (TrancheHelpView *self, const char *target)
{
  g_signal_emit (self, signals[LINK_ACTIVATED], 0, target);
  return GDK_EVENT_STOP;
}

static GtkWidget *
create_label (TrancheHelpView *self, const char *markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  g_signal_connect_swapped (label, "activate-link", G_CALLBACK (link_activated_cb), self);
  return label;
}

static GtkWidget *
create_heading (TrancheHelpView *self, const char *markup, const char *style, int level)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   "label", markup, "use-markup", TRUE, "wrap", TRUE, "xalign",
                                   0.0f, "focusable", TRUE, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL, level, -1);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* A bullet or a number, and the text that belongs to it, one below the other. */
static GtkWidget *
create_entry (TrancheHelpView *self, const TrancheHelpBlock *block)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *mark = NULL;
  GtkWidget *label;

  if (block->kind == TRANCHE_HELP_STEP)
    /* Translators: before a step in a list of them: “1.” */
    mark = g_strdup_printf (C_ ("step", "%u."), block->number);
  else
    mark = g_strdup ("•");

  label = gtk_label_new (mark);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_size_request (label, 18, -1);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "dimmed");
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), create_label (self, block->markup));
  return row;
}

static GtkWidget *
create_note (TrancheHelpView *self, const TrancheHelpBlock *block)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-information-symbolic");

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (card), icon);
  gtk_box_append (GTK_BOX (card), create_label (self, block->markup));
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "help-note");
  return card;
}

/* Lines to type are never wrapped, so that they can be copied as they are. */
static GtkWidget *
create_screen (TrancheHelpView *self, const TrancheHelpBlock *block)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *label = create_label (self, block->markup);

  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_widget_add_css_class (label, "monospace");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), label);
  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_add_css_class (scroller, "help-screen");
  return scroller;
}

static GtkWidget *
create_widget (TrancheHelpView *self, const TrancheHelpBlock *block)
{
  switch (block->kind)
    {
    case TRANCHE_HELP_HEADING:
      return create_heading (self, block->markup, "title-3", 2);
    case TRANCHE_HELP_TERM:
      return create_heading (self, block->markup, "heading", 3);
    case TRANCHE_HELP_ITEM:
    case TRANCHE_HELP_STEP:
      return create_entry (self, block);
    case TRANCHE_HELP_NOTE:
      return create_note (self, block);
    case TRANCHE_HELP_SCREEN:
      return create_screen (self, block);
    case TRANCHE_HELP_PARAGRAPH:
    default:
      return create_label (self, block->markup);
    }
}

static int
get_space_above (const TrancheHelpBlock *block)
{
  switch (block->kind)
    {
    case TRANCHE_HELP_HEADING:
      return 30;
    case TRANCHE_HELP_TERM:
      return 18;
    case TRANCHE_HELP_ITEM:
    case TRANCHE_HELP_STEP:
      return 9;
    case TRANCHE_HELP_PARAGRAPH:
    case TRANCHE_HELP_NOTE:
    case TRANCHE_HELP_SCREEN:
    default:
      return block->indented ? 6 : 12;
    }
}

static void
add_block (TrancheHelpView *self, const TrancheHelpBlock *block, gboolean in_entry)
{
  GtkWidget *widget = create_widget (self, block);

  gtk_widget_set_margin_top (widget, get_space_above (block));
  if (block->indented && in_entry)
    gtk_widget_set_margin_start (widget, 27);
  if (block->section != NULL)
    g_hash_table_insert (self->headings, g_strdup (block->section), widget);
  gtk_box_append (self->box, widget);
}

static void
fill (TrancheHelpView *self)
{
  const GPtrArray *blocks = tranche_help_topic_get_blocks (self->topic);
  g_autofree char *title = g_markup_escape_text (tranche_help_topic_get_title (self->topic), -1);
  gboolean in_entry = FALSE;
  GtkWidget *child;

  g_hash_table_remove_all (self->headings);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);

  gtk_box_append (self->box, create_heading (self, title, "title-1", 1));
  for (guint i = 0; i < blocks->len; i++)
    {
      const TrancheHelpBlock *block = g_ptr_array_index (blocks, i);

      /* What a term explains stands below it; what belongs to an item, beside its mark. */
      if (!block->indented)
        in_entry = block->kind == TRANCHE_HELP_ITEM || block->kind == TRANCHE_HELP_STEP;
      add_block (self, block, in_entry);
    }
}

static void
scroll_to (TrancheHelpView *self, GtkWidget *widget)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (self->scroller);

  if (widget == NULL)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (scroller), 0);
  else
    gtk_widget_grab_focus (widget);
}

static void
tranche_help_view_dispose (GObject *object)
{
  TrancheHelpView *self = TRANCHE_HELP_VIEW (object);

  g_clear_object (&self->topic);

  G_OBJECT_CLASS (tranche_help_view_parent_class)->dispose (object);
}

static void
tranche_help_view_finalize (GObject *object)
{
  TrancheHelpView *self = TRANCHE_HELP_VIEW (object);

  g_clear_pointer (&self->headings, g_hash_table_unref);

  G_OBJECT_CLASS (tranche_help_view_parent_class)->finalize (object);
}

static void
tranche_help_view_class_init (TrancheHelpViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tranche_help_view_dispose;
  object_class->finalize = tranche_help_view_finalize;

  signals[LINK_ACTIVATED]
      = g_signal_new ("link-activated", TRANCHE_TYPE_HELP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
tranche_help_view_init (TrancheHelpView *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->headings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->scroller = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (GTK_WIDGET (self->box), "help-page");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->box));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  adw_bin_set_child (ADW_BIN (self), self->scroller);
}

void
tranche_help_view_show (TrancheHelpView *self, TrancheHelpTopic *topic, const char *section)
{
  GtkWidget *heading = NULL;

  g_return_if_fail (TRANCHE_IS_HELP_VIEW (self));
  g_return_if_fail (TRANCHE_IS_HELP_TOPIC (topic));

  if (g_set_object (&self->topic, topic))
    fill (self);
  if (section != NULL)
    heading = g_hash_table_lookup (self->headings, section);
  scroll_to (self, heading);
}

TrancheHelpTopic *
tranche_help_view_get_topic (TrancheHelpView *self)
{
  g_return_val_if_fail (TRANCHE_IS_HELP_VIEW (self), NULL);

  return self->topic;
}
