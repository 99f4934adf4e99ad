/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/documents/document-zoom.h"

static void
zoom_in_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tranche_document_preview_zoom_in (user_data);
}

static void
zoom_out_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tranche_document_preview_zoom_out (user_data);
}

static void
zoom_fit_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tranche_document_preview_zoom_to_fit (user_data);
}

static const GActionEntry entries[] = {
  { .name = "zoom-in", .activate = zoom_in_activated_cb },
  { .name = "zoom-out", .activate = zoom_out_activated_cb },
  { .name = "zoom-fit", .activate = zoom_fit_activated_cb },
};

void
tranche_document_zoom_add_actions (TranchePage *page, TrancheDocumentPreview *preview)
{
  g_return_if_fail (TRANCHE_IS_PAGE (page));
  g_return_if_fail (TRANCHE_IS_DOCUMENT_PREVIEW (preview));

  g_action_map_add_action_entries (G_ACTION_MAP (tranche_page_get_actions (page)), entries,
                                   G_N_ELEMENTS (entries), preview);
}

void
tranche_document_zoom_set_enabled (TranchePage *page, gboolean enabled)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    tranche_page_set_action_enabled (page, entries[i].name, enabled);
}

static void
add_shortcut (GtkWidgetClass *klass, guint key, const char *action)
{
  g_autoptr (GtkShortcut) shortcut = gtk_shortcut_new (
      gtk_keyval_trigger_new (key, GDK_CONTROL_MASK), gtk_named_action_new (action));

  gtk_widget_class_add_shortcut (klass, shortcut);
}

void
tranche_document_zoom_add_shortcuts (GtkWidgetClass *page_class)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (page_class));

  add_shortcut (page_class, GDK_KEY_plus, "page.zoom-in");
  add_shortcut (page_class, GDK_KEY_equal, "page.zoom-in");
  add_shortcut (page_class, GDK_KEY_KP_Add, "page.zoom-in");
  add_shortcut (page_class, GDK_KEY_minus, "page.zoom-out");
  add_shortcut (page_class, GDK_KEY_KP_Subtract, "page.zoom-out");
  add_shortcut (page_class, GDK_KEY_0, "page.zoom-fit");
}
