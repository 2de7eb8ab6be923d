import sys
singles=[('iso8859_%d'%i) for i in (2,3,4,5,6,7,8,9,10,11,13,14,15,16)]+['cp1250','cp1251','cp1253','cp1254','cp1255','cp1256','cp1257','cp1258','koi8_r','koi8_u','cp437','cp850','mac_roman']
out=[]
out.append('// Made by scripts/encoding-tables.py from the tables of Python\'s codecs; not edited by hand.\n#include "encodings.h"\n')
def wrap(nums):
    lines=[];line='   '
    for n in nums:
        t=' %s,'%n
        if len(line)+len(t)>118: lines.append(line); line='   '
        line+=t
    lines.append(line); return '\n'.join(lines)
out.append('const uint16_t encoding_singles[%d][128] = {'%len(singles))
for e in singles:
    vals=[]
    for b in range(128,256):
        try: c=bytes([b]).decode(e); v=ord(c)
        except Exception: v=0 if not e.startswith('cp125') else (b if b<0xA0 else 0)
        vals.append(v)
    out.append('    {  // %s\n%s\n    },'%(e,wrap(vals)))
out.append('};\n')
def pair(e,a,b):
    try:
        c=bytes([a,b]).decode(e)
        return ord(c) if len(c)==1 and ord(c)<0x10000 else 0
    except Exception: return 0
for name,e in (('cp932','cp932'),('gbk','gb18030'),('cp949','cp949'),('big5','cp950'),('euc_jp','euc_jp')):
    vals=[pair(e,a,b) for a in range(0x81,0xff) for b in range(0x40,0xff)]
    if name=='big5':
        # HKSCS-free ETEN additions are left out; cp950 where it has something, big5 else.
        vals=[v or pair('big5',a,b) for v,(a,b) in zip(vals,((a,b) for a in range(0x81,0xff) for b in range(0x40,0xff)))]
    out.append('const uint16_t encoding_%s[126 * 191] = {\n%s\n};\n'%(name,wrap(vals)))
v=[]
for a in range(0xa1,0xff):
    for b in range(0xa1,0xff):
        try: c=bytes([0x8f,a,b]).decode('euc_jp'); v.append(ord(c))
        except Exception: v.append(0)
out.append('const uint16_t encoding_jis0212[94 * 94] = {\n%s\n};\n'%wrap(v))
# GB18030 of four bytes in the BMP: runs
def four(i):
    d=i%10+0x30; i//=10; c=i%126+0x81; i//=126; b=i%10+0x30; i//=10
    return bytes([i+0x81,b,c,d])
runs=[];last=None
for i in range(0,39420):
    try: c=ord(four(i).decode('gb18030'))
    except Exception: last=None; continue
    if last is None or c!=last+1: runs.append((i,c))
    last=c
out.append('const encoding_run encoding_gb18030_runs[%d] = {\n%s\n};\nconst int encoding_gb18030_run_count = %d;'%(len(runs),wrap(['{%d, %d}'%r for r in runs]),len(runs)))
open('encoding_tables.c','w').write('\n'.join(out)+'\n')

