/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/help-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "domain/error.h"

/* What an inline element becomes in Pango's markup, and what stands between the elements in it. */
typedef struct
{
  const char *element;
  const char *tag;
  const char *separator;
} InlineStyle;

static const InlineStyle inline_styles[] = {
  { "gui", "b", NULL },    { "guiseq", NULL, " › " }, { "key", "tt", NULL },
  { "keyseq", NULL, "+" }, { "em", "i", NULL },       { "code", "tt", NULL },
  { "cmd", "tt", NULL },   { "input", "tt", NULL },   { "file", "tt", NULL },
};

typedef struct
{
  TrancheHelpBlockKind kind;
  guint n_items;
  gboolean item_begun; /* the item has its first block: what follows is indented */
} List;

/* One pass over a page. Text is collected in @markup and @plain while an element is open that holds
 * text: p, title, desc or screen. */
typedef struct
{
  TrancheHelpPage *page;
  GString *markup;
  GString *plain;
  GString *all;
  GArray *lists;         /* of List, the innermost last */
  char *section;         /* of the heading that is to come */
  const char *separator; /* in a guiseq or keyseq */
  guint n_in_sequence;
  gboolean in_note;
  gboolean in_info;
  gboolean in_screen;
} Reader;

static void
block_free (TrancheHelpBlock *block)
{
  g_free (block->markup);
  g_free (block->section);
  g_free (block);
}

void
tranche_help_page_free (TrancheHelpPage *page)
{
  g_free (page->title);
  g_free (page->description);
  g_free (page->text);
  g_clear_pointer (&page->blocks, g_ptr_array_unref);
  g_free (page);
}

static void
reader_clear (Reader *reader)
{
  g_clear_pointer (&reader->page, tranche_help_page_free);
  g_string_free (reader->markup, TRUE);
  g_string_free (reader->plain, TRUE);
  g_string_free (reader->all, TRUE);
  g_clear_pointer (&reader->lists, g_array_unref);
  g_clear_pointer (&reader->section, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static const InlineStyle *
find_inline_style (const char *element)
{
  for (guint i = 0; i < G_N_ELEMENTS (inline_styles); i++)
    {
      if (g_str_equal (inline_styles[i].element, element))
        return &inline_styles[i];
    }
  return NULL;
}

static List *
get_list (Reader *reader)
{
  return reader->lists->len > 0 ? &g_array_index (reader->lists, List, reader->lists->len - 1)
                                : NULL;
}

static void
push_list (Reader *reader, TrancheHelpBlockKind kind)
{
  List list = { .kind = kind };

  g_array_append_val (reader->lists, list);
}

static gboolean
is_holder (const char *element)
{
  return g_str_equal (element, "p") || g_str_equal (element, "title")
         || g_str_equal (element, "desc") || g_str_equal (element, "screen");
}

static void
begin_text (Reader *reader)
{
  g_string_truncate (reader->markup, 0);
  g_string_truncate (reader->plain, 0);
}

/* Elements in a sequence, such as the keys of a shortcut, get what stands between them. */
static void
begin_in_sequence (Reader *reader)
{
  if (reader->separator == NULL)
    return;
  if (reader->n_in_sequence++ > 0)
    {
      g_string_append (reader->markup, reader->separator);
      g_string_append (reader->plain, reader->separator);
    }
}

static const char *
find_attribute (const char *name, const char *const *names, const char *const *values)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], name))
        return values[i];
    }
  return NULL;
}

static void
begin_inline (Reader *reader,
              const char *element,
              const char *const *names,
              const char *const *values)
{
  const InlineStyle *style = find_inline_style (element);

  if (g_str_equal (element, "link"))
    {
      g_autofree char *target
          = g_markup_escape_text (find_attribute ("xref", names, values) ?: "", -1);

      g_string_append_printf (reader->markup, "<a href=\"%s\">", target);
    }
  if (style == NULL)
    return;

  begin_in_sequence (reader);
  if (style->tag != NULL)
    g_string_append_printf (reader->markup, "<%s>", style->tag);
  if (style->separator != NULL)
    {
      reader->separator = style->separator;
      reader->n_in_sequence = 0;
    }
}

static void
end_inline (Reader *reader, const char *element)
{
  const InlineStyle *style = find_inline_style (element);

  if (g_str_equal (element, "link"))
    g_string_append (reader->markup, "</a>");
  if (style == NULL)
    return;

  if (style->tag != NULL)
    g_string_append_printf (reader->markup, "</%s>", style->tag);
  if (style->separator != NULL)
    reader->separator = NULL;
}

static TrancheHelpBlock *
add_block (Reader *reader, TrancheHelpBlockKind kind)
{
  TrancheHelpBlock *block = g_new0 (TrancheHelpBlock, 1);
  List *list = get_list (reader);

  block->kind = kind;
  block->markup = g_strdup (g_strstrip (reader->markup->str));
  block->indented = list != NULL && list->item_begun;
  if (list != NULL)
    list->item_begun = TRUE;
  g_ptr_array_add (reader->page->blocks, block);
  return block;
}

/* A paragraph is what the elements around it make of it. */
static void
end_paragraph (Reader *reader)
{
  List *list = get_list (reader);

  if (reader->in_note)
    add_block (reader, TRANCHE_HELP_NOTE);
  else if (list == NULL || list->item_begun)
    add_block (reader, TRANCHE_HELP_PARAGRAPH);
  else
    add_block (reader, list->kind)->number = list->kind == TRANCHE_HELP_STEP ? list->n_items : 0;
}

static void
end_title (Reader *reader)
{
  /* In info there are titles for sorting and linking, which nobody reads. */
  if (reader->in_info)
    return;

  if (get_list (reader) != NULL)
    add_block (reader, TRANCHE_HELP_TERM);
  else if (reader->page->title == NULL)
    reader->page->title = g_strdup (g_strstrip (reader->plain->str));
  else
    add_block (reader, TRANCHE_HELP_HEADING)->section = g_steal_pointer (&reader->section);
}

static void
end_text (Reader *reader, const char *element)
{
  g_string_append_printf (reader->all, "%s ", reader->plain->str);

  if (g_str_equal (element, "p"))
    end_paragraph (reader);
  else if (g_str_equal (element, "title"))
    end_title (reader);
  else if (g_str_equal (element, "screen"))
    add_block (reader, TRANCHE_HELP_SCREEN);
  else if (reader->page->description == NULL)
    reader->page->description = g_strdup (g_strstrip (reader->plain->str));
}

static void
element_started_cb (GMarkupParseContext *context,
                    const char *element,
                    const char **names,
                    const char **values,
                    gpointer user_data,
                    GError **error)
{
  Reader *reader = user_data;

  if (g_markup_parse_context_get_element_stack (context)->next == NULL
      && !g_str_equal (element, "page"))
    g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("“%s” is no page of a guide"),
                 element);
  else if (is_holder (element))
    begin_text (reader);
  else if (g_str_equal (element, "section"))
    g_set_str (&reader->section,
               find_attribute ("id", (const char *const *) names, (const char *const *) values));
  else if (g_str_equal (element, "list"))
    push_list (reader, TRANCHE_HELP_ITEM);
  else if (g_str_equal (element, "steps"))
    push_list (reader, TRANCHE_HELP_STEP);
  else if (g_str_equal (element, "terms"))
    push_list (reader, TRANCHE_HELP_TERM);
  else if (g_str_equal (element, "item") && get_list (reader) != NULL)
    {
      get_list (reader)->n_items++;
      get_list (reader)->item_begun = FALSE;
    }
  else if (g_str_equal (element, "note"))
    reader->in_note = TRUE;
  else if (g_str_equal (element, "info"))
    reader->in_info = TRUE;
  else
    begin_inline (reader, element, (const char *const *) names, (const char *const *) values);

  if (g_str_equal (element, "screen"))
    reader->in_screen = TRUE;
}

static void
element_ended_cb (GMarkupParseContext *context,
                  const char *element,
                  gpointer user_data,
                  GError **error)
{
  Reader *reader = user_data;

  if (g_str_equal (element, "screen"))
    reader->in_screen = FALSE;

  if (is_holder (element))
    end_text (reader, element);
  else if ((g_str_equal (element, "list") || g_str_equal (element, "steps")
            || g_str_equal (element, "terms")))
    g_array_set_size (reader->lists, reader->lists->len - 1);
  else if (g_str_equal (element, "note"))
    reader->in_note = FALSE;
  else if (g_str_equal (element, "info"))
    reader->in_info = FALSE;
  else
    end_inline (reader, element);
}

/* Blanks and line ends count as one blank, but for lines that are shown as they are. */
static void
text_met_cb (GMarkupParseContext *context,
             const char *text,
             gsize length,
             gpointer user_data,
             GError **error)
{
  Reader *reader = user_data;
  g_autoptr (GString) kept = g_string_sized_new (length);
  g_autofree char *escaped = NULL;

  for (gsize i = 0; i < length; i++)
    {
      if (reader->in_screen || !g_ascii_isspace (text[i]))
        g_string_append_c (kept, text[i]);
      else if (kept->len > 0 ? kept->str[kept->len - 1] != ' '
                             : !g_str_has_suffix (reader->plain->str, " "))
        g_string_append_c (kept, ' ');
    }
  /* Between the keys of a shortcut blanks are only layout. */
  if (reader->separator != NULL && *g_strstrip (kept->str) == '\0')
    return;

  escaped = g_markup_escape_text (kept->str, -1);
  g_string_append (reader->markup, escaped);
  g_string_append (reader->plain, kept->str);
}

static const GMarkupParser parser = {
  .start_element = element_started_cb,
  .end_element = element_ended_cb,
  .text = text_met_cb,
};

TrancheHelpPage *
tranche_help_page_read (const char *id, GBytes *bytes, GError **error)
{
  g_auto (Reader) reader = {
    .page = g_new0 (TrancheHelpPage, 1),
    .markup = g_string_new (NULL),
    .plain = g_string_new (NULL),
    .all = g_string_new (NULL),
    .lists = g_array_new (FALSE, FALSE, sizeof (List)),
  };
  g_autoptr (GMarkupParseContext) context = NULL;
  gsize length;
  const char *text;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  reader.page->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  text = g_bytes_get_data (bytes, &length);
  context = g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &reader, NULL);
  if (!g_markup_parse_context_parse (context, text, length, &local_error)
      || !g_markup_parse_context_end_parse (context, &local_error))
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("The page “%s” can’t be read: %s"), id, local_error->message);
      return NULL;
    }
  if (reader.page->title == NULL)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID, _ ("The page “%s” has no title"),
                   id);
      return NULL;
    }

  reader.page->text = g_strdup (reader.all->str);
  return g_steal_pointer (&reader.page);
}
