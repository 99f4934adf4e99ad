/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/accelerators.h"

typedef struct
{
  const char *action;
  const char *accelerators[3];
  gboolean after_focus; /* the focused widget is asked first */
} Accelerator;

static const Accelerator table[] = {
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.new-file", { "<Shift><Control>n" } },
  { "win.open-file", { "<Control>o" } },
  { "win.preferences", { "<Control>comma" } },
  { "win.show-sidebar", { "F9" } },
  { "win.help", { "F1" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "win.undo", { "<Control>z" }, TRUE },
  { "win.redo", { "<Shift><Control>z", "<Control>y" }, TRUE },
  { "page.search", { "<Control>f" } },
  { "page.new", { "<Control>n" } },
  { "page.print", { "<Control>p" } },
  { "page.previous", { "<Alt>Up" } },
  { "page.next", { "<Alt>Down" } },
};

void
tranche_accelerators_install_application (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      if (!table[i].after_focus)
        gtk_application_set_accels_for_action (application, table[i].action, table[i].accelerators);
    }
}

void
tranche_accelerators_install_window (GtkWidgetClass *klass)
{
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      if (!table[i].after_focus)
        continue;
      for (guint j = 0; table[i].accelerators[j] != NULL; j++)
        {
          g_autoptr (GtkShortcut) shortcut
              = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (table[i].accelerators[j]),
                                  gtk_named_action_new (table[i].action));

          gtk_widget_class_add_shortcut (klass, shortcut);
        }
    }
}
