/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segmentation/segment-card.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ui/widgets/mark-symbol.h"

#define MARK_SIZE 16

static GtkWidget *
create_label (const char *text, const char *style_class, gboolean dimmed)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style_class != NULL)
    gtk_widget_add_css_class (label, style_class);
  if (dimmed)
    gtk_widget_add_css_class (label, "dimmed");
  return label;
}

static GtkWidget *
create_heading (const TrancheSegmentOverviewRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *symbol = tranche_mark_symbol_new ();

  tranche_mark_symbol_set (TRANCHE_MARK_SYMBOL (symbol), row->colour, row->mark);
  gtk_widget_set_size_request (symbol, MARK_SIZE, MARK_SIZE);
  gtk_widget_set_valign (symbol, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), symbol);
  gtk_box_append (GTK_BOX (box), create_label (row->name, "title-3", FALSE));
  return box;
}

static GtkWidget *
create_clients_button (const TrancheSegmentOverviewRow *row)
{
  g_autofree char *clients = g_strdup_printf (
      ngettext ("%'d client", "%'d clients", (gulong) row->clients), (int) row->clients);
  GtkWidget *button = gtk_button_new_with_label (clients);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "count-button");
  gtk_widget_add_css_class (button, "numeric");
  gtk_widget_set_tooltip_text (button, _ ("Show These Clients"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.show-clients");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", row->segment_id);
  return button;
}

static GtkWidget *
create_figures (const TrancheSegmentOverviewRow *row)
{
  GtkWidget *box = adw_wrap_box_new ();
  g_autofree char *percent = NULL;
  g_autofree char *share = NULL;

  adw_wrap_box_append (ADW_WRAP_BOX (box), create_clients_button (row));
  if (row->share < 0)
    return box;

  percent = tranche_money_format_share (row->share, 10000);
  /* Translators: a share in percent: “58.3 % of production” */
  share = g_strdup_printf (_ ("%s of production"), percent);
  adw_wrap_box_append (ADW_WRAP_BOX (box), create_label (share, "numeric", FALSE));
  return box;
}

static GtkWidget *
create_benefit (const TranchePackageBenefit *benefit)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = create_label (benefit->name, NULL, FALSE);
  GtkWidget *frequency
      = create_label (tranche_frequency_get_name (benefit->frequency), "caption", TRUE);

  gtk_widget_set_hexpand (name, TRUE);
  /* A few words; a long name beside them has the lines. */
  gtk_label_set_wrap (GTK_LABEL (frequency), FALSE);
  gtk_widget_set_valign (frequency, GTK_ALIGN_BASELINE_FILL);
  gtk_widget_set_valign (name, GTK_ALIGN_BASELINE_FILL);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), frequency);
  return box;
}

static GtkWidget *
create_benefits (const TrancheSegmentPackage *package)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  gtk_widget_set_margin_top (box, 12);
  for (guint i = 0; i < package->benefits->len; i++)
    gtk_box_append (GTK_BOX (box), create_benefit (g_ptr_array_index (package->benefits, i)));
  if (package->benefits->len == 0)
    gtk_box_append (GTK_BOX (box), create_label (_ ("Promises no services yet."), NULL, TRUE));
  return box;
}

GtkWidget *
tranche_segment_card_new (const TrancheSegmentOverviewRow *row,
                          const TrancheSegmentPackage *package)
{
  GtkWidget *card = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const char *colour_class = tranche_segment_colour_get_style_class (row->colour);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_set_overflow (card, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (strip, "segment-strip");
  if (colour_class != NULL)
    gtk_widget_add_css_class (strip, colour_class);
  gtk_box_append (GTK_BOX (card), strip);

  gtk_widget_add_css_class (content, "segment-card");
  gtk_box_append (GTK_BOX (content), create_heading (row));
  gtk_box_append (GTK_BOX (content), create_figures (row));
  if (package != NULL && *package->description != '\0')
    gtk_box_append (GTK_BOX (content), create_label (package->description, NULL, TRUE));
  if (package != NULL)
    gtk_box_append (GTK_BOX (content), create_benefits (package));
  gtk_box_append (GTK_BOX (card), content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, row->name,
                                  -1);
  return card;
}
