/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "report/pdf.h"

/* The one font there is has an axis of optical sizes, as GNOME's own. */
static char *
use_variable_font (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("tranche-fonts-XXXXXX", &error);
  g_autofree char *fonts = g_test_build_filename (G_TEST_DIST, "report", "fonts", NULL);
  g_autofree char *path = g_build_filename (folder, "fonts.conf", NULL);
  g_autofree char *config = g_markup_printf_escaped (
      "<fontconfig><dir>%s</dir><cachedir>%s</cachedir></fontconfig>", fonts, folder);

  g_assert_no_error (error);
  g_file_set_contents (path, config, -1, &error);
  g_assert_no_error (error);
  g_setenv ("FONTCONFIG_FILE", path, TRUE);
  return folder;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static guint
count_fonts (GBytes *pdf, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "document.pdf", NULL);
  const char *arguments[] = { "pdffonts", path, NULL };
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf), &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL,
                NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (g_strstrip (output), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >=, 2);
  return g_strv_length (lines) - 2;
}

/* A title is as heavy as a heading: both are of one font, whatever their size. */
static void
test_one_font_a_weight (gconstpointer data)
{
  const char *folder = data;
  g_autofree char *program = g_find_program_in_path ("pdffonts");
  g_autoptr (TrancheTypesetter) typesetter = NULL;
  g_autoptr (TrancheDocument) document = tranche_document_new ();
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;

  if (program == NULL)
    {
      g_test_skip ("poppler's programs aren't installed");
      return;
    }

  typesetter = tranche_typesetter_new ();
  tranche_document_add_title (document, "Title", "Below it");
  tranche_document_add_heading (document, 1, "Heading");
  tranche_document_add_paragraph (document, TRANCHE_PARAGRAPH_BODY, "Text");
  pdf = tranche_pdf_write_bytes (typesetter, document, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_fonts (pdf, folder), ==, 2);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = use_variable_font ();
  g_test_add_data_func ("/report/typesetter/one-font-a-weight", folder, test_one_font_a_weight);
  status = g_test_run ();
  remove_folder (folder);
  return status;
}
